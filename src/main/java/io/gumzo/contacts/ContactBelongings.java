package io.gumzo.contacts;

import io.gumzo.accounts.Belongings;
import io.gumzo.bus.Bus;
import io.gumzo.bus.Command;
import io.gumzo.contacts.ContactEvents.Direction;
import io.gumzo.contacts.ContactEvents.Ended;
import io.gumzo.contacts.ContactEvents.Outcome;
import io.gumzo.contacts.ContactEvents.Removed;
import io.gumzo.contacts.Contacts.ListBlocks;
import io.gumzo.contacts.Contacts.ListContacts;
import io.gumzo.contacts.Contacts.ListRequests;
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
      UPDATE members SET may_post = false
       WHERE may_post
         AND conversation_id IN (SELECT id FROM conversations WHERE first_id = $1 OR second_id = $1)
      """;

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
    return Database.query(transaction, CLOSE, account)
        .compose(closed -> Database.query(transaction, FORGET_CONTACTS, account))
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
        .compose(gone -> events.append(transaction))
        .map(told -> () -> tell(told));
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
