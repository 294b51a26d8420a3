package io.gumzo.contacts;

import io.gumzo.accounts.GetAccounts;
import io.gumzo.activity.Activity;
import io.gumzo.activity.ActivityType;
import io.gumzo.bus.Bus;
import io.gumzo.bus.Command;
import io.gumzo.contacts.Contacts.Answer;
import io.gumzo.contacts.Contacts.Ask;
import io.gumzo.contacts.Contacts.Asked;
import io.gumzo.contacts.Contacts.Block;
import io.gumzo.contacts.Contacts.Cancel;
import io.gumzo.contacts.Contacts.Decline;
import io.gumzo.contacts.Contacts.ListBlocks;
import io.gumzo.contacts.Contacts.ListContacts;
import io.gumzo.contacts.Contacts.ListRequests;
import io.gumzo.contacts.Contacts.Page;
import io.gumzo.contacts.Contacts.Relate;
import io.gumzo.contacts.Contacts.Remove;
import io.gumzo.contacts.Contacts.Unblock;
import io.gumzo.http.Call;
import io.gumzo.http.Reply;
import io.gumzo.http.RouteTable;
import io.gumzo.http.Routes;
import io.gumzo.json.Fields;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** The operations on {@code contacts}, {@code contact-requests} and {@code blocks}. */
public final class ContactRoutes implements Routes {
  private static final int PAGE = 30;

  private final Bus bus;

  public ContactRoutes(Bus bus) {
    this.bus = bus;
  }

  @Override
  public void bind(RouteTable table) {
    table
        .on("listContacts", this::contacts)
        .on("getRelation", this::relation)
        .on(
            "removeContact",
            call ->
                done(
                    call,
                    Contacts.REMOVE,
                    new Remove(call.account(), other(call)),
                    ActivityType.CONTACT_REMOVED))
        .on("listContactRequests", this::requests)
        .on("requestContact", this::request)
        .on("acceptContactRequest", this::accept)
        .on(
            "declineContactRequest",
            call ->
                done(
                    call,
                    Contacts.DECLINE,
                    new Decline(call.account(), other(call)),
                    ActivityType.CONTACT_REQUEST_DECLINED))
        .on(
            "cancelContactRequest",
            call ->
                done(
                    call,
                    Contacts.CANCEL,
                    new Cancel(call.account(), other(call)),
                    ActivityType.CONTACT_REQUEST_CANCELLED))
        .on("listBlocks", this::blocks)
        .on(
            "blockAccount",
            call ->
                done(
                    call,
                    Contacts.BLOCK,
                    new Block(call.account(), other(call)),
                    ActivityType.ACCOUNT_BLOCKED))
        .on(
            "unblockAccount",
            call ->
                done(
                    call,
                    Contacts.UNBLOCK,
                    new Unblock(call.account(), other(call)),
                    ActivityType.ACCOUNT_UNBLOCKED));
  }

  private Future<Page> contacts(Call call) {
    return bus.ask(
        Contacts.LIST,
        new ListContacts(call.account(), call.text("cursor"), call.integer("limit", PAGE)));
  }

  private Future<Relation> relation(Call call) {
    var other = other(call);
    return bus.ask(GetAccounts.COMMAND, new GetAccounts(List.of(other)))
        .compose(
            found ->
                found.byId().containsKey(other)
                    ? bus.ask(Contacts.RELATE, new Relate(call.account(), other))
                    : Future.failedFuture(Problem.of(ProblemType.NOT_FOUND)));
  }

  private Future<Page> requests(Call call) {
    return bus.ask(
        Contacts.LIST_REQUESTS,
        new ListRequests(
            call.account(),
            !"outgoing".equals(call.text("direction")),
            call.text("cursor"),
            call.integer("limit", PAGE)));
  }

  private Future<Reply> request(Call call) {
    Fields body = call.body();
    return bus.ask(
            Contacts.REQUEST, new Ask(call.account(), body.uuid("accountId"), body.text("message")))
        .onSuccess(
            asked -> {
              if (asked.isNew()) {
                tell(call, ActivityType.CONTACT_REQUESTED, body.uuid("accountId"));
              }
            })
        .map(ContactRoutes::reply);
  }

  private static Reply reply(Asked asked) {
    return asked.isNew()
        ? Reply.created("/api/v1/contacts/" + asked.relation().accountId(), asked.relation())
        : Reply.ok(asked.relation());
  }

  private Future<Relation> accept(Call call) {
    return bus.ask(Contacts.ACCEPT, new Answer(call.account(), other(call)))
        .onSuccess(relation -> tell(call, ActivityType.CONTACT_REQUEST_ACCEPTED, other(call)));
  }

  private Future<Page> blocks(Call call) {
    return bus.ask(
        Contacts.LIST_BLOCKS,
        new ListBlocks(call.account(), call.text("cursor"), call.integer("limit", PAGE)));
  }

  private <Q> Future<Reply> done(
      Call call, Command<Q, Void> command, Q question, ActivityType type) {
    return bus.ask(command, question)
        .onSuccess(done -> tell(call, type, other(call)))
        .map(done -> Reply.noContent());
  }

  private void tell(Call call, ActivityType type, UUID other) {
    Activity.of(type, call.account(), call.address()).with("accountId", other).tell(bus);
  }

  private static UUID other(Call call) {
    return call.uuid("accountId");
  }
}
