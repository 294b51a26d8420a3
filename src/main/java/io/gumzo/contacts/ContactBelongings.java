package io.gumzo.contacts;

import io.gumzo.accounts.Belongings;
import io.gumzo.accounts.Remains;
import io.gumzo.bus.Bus;
import io.gumzo.bus.Command;
import io.gumzo.contacts.ContactEvents.Direction;
import io.gumzo.contacts.ContactEvents.Ended;
import io.gumzo.contacts.ContactEvents.Outcome;
import io.gumzo.contacts.ContactEvents.Removed;
import io.gumzo.contacts.Contacts.ListBlocks;
import io.gumzo.contacts.Contacts.ListContacts;
import io.gumzo.contacts.Contacts.ListRequests;
import io.gumzo.conversations.PairAccess;
import io.gumzo.persistence.Database;
import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Streams;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Whom somebody knows, asked, was asked by, and blocks. */
public final class ContactBelongings implements Belongings {
  private static final int PAGE = 100;

  /**
   * Two who leave at once change rows of each other: each takes all of them first, in one order,
   * and conversations as whoever posts does, before the rows of their members.
   */
  private static final List<String> HOLD =
      List.of(
          """
          SELECT count(*)
            FROM (SELECT FROM streams
                   WHERE id IN (SELECT conversation_id FROM members WHERE account_id = $1)
                   ORDER BY id
                     FOR UPDATE) held
          """,
          """
          SELECT count(*)
            FROM (SELECT FROM contacts WHERE account_id = $1 OR contact_id = $1
                   ORDER BY account_id, contact_id
                     FOR UPDATE) held
          """,
          """
          SELECT count(*)
            FROM (SELECT FROM contact_requests WHERE sender_id = $1 OR receiver_id = $1
                   ORDER BY sender_id, receiver_id
                     FOR UPDATE) held
          """,
          """
          SELECT count(*)
            FROM (SELECT FROM blocks WHERE account_id = $1 OR blocked_id = $1
                   ORDER BY account_id, blocked_id
                     FOR UPDATE) held
          """);

  private static final String FORGET_CONTACTS =
      """
      WITH gone AS (
        DELETE FROM contacts WHERE account_id = $1 OR contact_id = $1 RETURNING account_id)
      SELECT account_id FROM gone WHERE account_id <> $1
      """;

  private static final String FORGET_REQUESTS =
      """
      DELETE FROM contact_requests WHERE sender_id = $1 OR receiver_id = $1
      RETURNING sender_id, receiver_id, hidden
      """;

  private static final String FORGET_BLOCKS =
      "DELETE FROM blocks WHERE account_id = $1 OR blocked_id = $1";

  private static final String CLOSE =
      """
      UPDATE members SET may_post = false, writable = false
       WHERE writable
         AND conversation_id IN (
               SELECT c.id FROM members m JOIN conversations c ON c.id = m.conversation_id
                WHERE m.account_id = $1 AND c.kind = 'one-to-one')
      """;

  /** What others were told of the account, and what it wrote to them with its requests. */
  private static final String FORGET_EVENTS =
      """
      UPDATE events
         SET data = (data::jsonb || jsonb_build_object('account', $3::text::jsonb)
               || CASE data::jsonb ->> 'direction' WHEN 'incoming' THEN '{"message": null}'::jsonb
                       ELSE '{}' END)::text,
             about = NULL
       WHERE about = $1 AND type = ANY ($2)
      """;

  private static final String[] TELLING = {
    ContactEvents.REQUESTED, ContactEvents.ADDED, ContactEvents.BLOCKED
  };

  private final Bus bus;

  public ContactBelongings(Bus bus) {
    this.bus = bus;
  }

  @Override
  public Map<String, Pages> files() {
    return Map.of(
        "contacts.json",
        (account, after) -> page(Contacts.LIST, new ListContacts(account, after, PAGE)),
        "contact-requests-received.json",
        (account, after) ->
            page(Contacts.LIST_REQUESTS, new ListRequests(account, true, after, PAGE)),
        "contact-requests-sent.json",
        (account, after) ->
            page(Contacts.LIST_REQUESTS, new ListRequests(account, false, after, PAGE)),
        "blocks.json",
        (account, after) -> page(Contacts.LIST_BLOCKS, new ListBlocks(account, after, PAGE)));
  }

  private <Q> Future<Page> page(Command<Q, Contacts.Page> command, Q question) {
    return bus.ask(command, question).map(page -> new Page(page.items(), page.next()));
  }

  /** Those who knew the account are told as if it had removed them. */
  @Override
  public Future<Runnable> leave(SqlConnection transaction, UUID account, boolean messagesToo) {
    var events = new PersonalEvents();
    return hold(transaction, account)
        .compose(held -> Database.query(transaction, CLOSE, account))
        .compose(closed -> PairAccess.left(transaction, account))
        .compose(ended -> Database.query(transaction, FORGET_CONTACTS, account))
        .onSuccess(
            rows ->
                rows.forEach(
                    row ->
                        events.add(
                            row.getUUID("account_id"),
                            ContactEvents.REMOVED,
                            new Removed(account))))
        .compose(gone -> Database.query(transaction, FORGET_REQUESTS, account))
        .onSuccess(
            rows ->
                rows.forEach(
                    row -> {
                      UUID sender = row.getUUID("sender_id");
                      if (!sender.equals(account)) {
                        tell(events, sender, Direction.OUTGOING, account);
                      } else if (!row.getBoolean("hidden")) {
                        tell(events, row.getUUID("receiver_id"), Direction.INCOMING, account);
                      }
                    }))
        .compose(gone -> Database.query(transaction, FORGET_BLOCKS, account))
        .compose(gone -> Remains.of(transaction, account))
        .compose(left -> Database.query(transaction, FORGET_EVENTS, account, TELLING, left))
        .compose(gone -> events.append(transaction))
        .map(told -> () -> tell(told));
  }

  private static Future<Void> hold(SqlConnection transaction, UUID account) {
    Future<Void> held = Future.succeededFuture();
    for (String rows : HOLD) {
      held = held.compose(before -> Database.query(transaction, rows, account)).mapEmpty();
    }
    return held;
  }

  private void tell(List<StreamEvent> events) {
    if (!events.isEmpty()) {
      bus.tell(Streams.COMMITTED, new Streams.Batch(events));
    }
  }

  private static void tell(PersonalEvents events, UUID to, Direction direction, UUID account) {
    events.add(to, ContactEvents.REQUEST_ENDED, new Ended(direction, account, Outcome.CANCELLED));
  }
}
