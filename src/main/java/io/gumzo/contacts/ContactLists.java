package io.gumzo.contacts;

import io.gumzo.accounts.AccountRows;
import io.gumzo.bus.Bus;
import io.gumzo.contacts.Contacts.Entry;
import io.gumzo.contacts.Contacts.ListBlocks;
import io.gumzo.contacts.Contacts.ListContacts;
import io.gumzo.contacts.Contacts.ListRequests;
import io.gumzo.contacts.Contacts.Page;
import io.gumzo.contacts.Contacts.Relate;
import io.gumzo.persistence.Database;
import io.gumzo.persistence.Service;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Who is what to the account that asks. */
public final class ContactLists implements Service {
  private static final String CONTACTS =
      """
      SELECT %s, display_key, NULL AS message, since AS at
        FROM contacts JOIN accounts ON id = contact_id
       WHERE account_id = $1 AND ($2::text IS NULL OR (display_key, id) > ($2, $3::uuid))
       ORDER BY display_key, id
       LIMIT $4
      """
          .formatted(AccountRows.ACCOUNT);

  private static final String INCOMING =
      """
      SELECT %s, message, requested_at AS at
        FROM contact_requests JOIN accounts ON id = sender_id
       WHERE receiver_id = $1 AND NOT hidden
         AND ($2::timestamptz IS NULL OR (requested_at, sender_id) < ($2, $3::uuid))
       ORDER BY requested_at DESC, sender_id DESC
       LIMIT $4
      """
          .formatted(AccountRows.ACCOUNT);

  private static final String OUTGOING =
      """
      SELECT %s, message, requested_at AS at
        FROM contact_requests JOIN accounts ON id = receiver_id
       WHERE sender_id = $1
         AND ($2::timestamptz IS NULL OR (requested_at, receiver_id) < ($2, $3::uuid))
       ORDER BY requested_at DESC, receiver_id DESC
       LIMIT $4
      """
          .formatted(AccountRows.ACCOUNT);

  private static final String BLOCKS =
      """
      SELECT %s, NULL AS message, blocked_since AS at
        FROM blocks JOIN accounts ON id = blocked_id
       WHERE account_id = $1
         AND ($2::timestamptz IS NULL OR (blocked_since, blocked_id) < ($2, $3::uuid))
       ORDER BY blocked_since DESC, blocked_id DESC
       LIMIT $4
      """
          .formatted(AccountRows.ACCOUNT);

  private final Database database;
  private final PairRepository pairs;
  private final boolean openByDefault;

  /**
   * @param openByDefault whoever has never chosen takes messages from anyone
   */
  public ContactLists(Database database, boolean openByDefault) {
    this.database = database;
    this.openByDefault = openByDefault;
    this.pairs = new PairRepository(database);
  }

  @Override
  public void bind(Bus bus) {
    bus.serve(Contacts.LIST, this::contacts);
    bus.serve(Contacts.LIST_REQUESTS, this::requests);
    bus.serve(Contacts.LIST_BLOCKS, this::blocks);
    bus.serve(Contacts.RELATE, this::relate);
  }

  private Future<Relation> relate(Relate ask) {
    return pairs
        .standing(ask.account(), ask.other(), openByDefault)
        .map(standing -> standing.relation(ask.other()));
  }

  private Future<Page> contacts(ListContacts ask) {
    var after = ListCursor.parse(ask.cursor());
    return database
        .query(
            CONTACTS,
            ask.account(),
            after == null ? null : after.key(),
            after == null ? null : after.id(),
            ask.limit() + 1)
        .map(
            rows ->
                page(
                    rows,
                    ask.limit(),
                    row -> new ListCursor(row.getString("display_key"), row.getUUID("id"))));
  }

  private Future<Page> requests(ListRequests ask) {
    return byTime(ask.incoming() ? INCOMING : OUTGOING, ask.account(), ask.cursor(), ask.limit());
  }

  private Future<Page> blocks(ListBlocks ask) {
    return byTime(BLOCKS, ask.account(), ask.cursor(), ask.limit());
  }

  private Future<Page> byTime(String sql, UUID account, String cursor, int limit) {
    var before = ListCursor.parse(cursor);
    return database
        .query(
            sql,
            account,
            before == null ? null : before.time(),
            before == null ? null : before.id(),
            limit + 1)
        .map(
            rows ->
                page(
                    rows,
                    limit,
                    row ->
                        new ListCursor(
                            AccountRows.instant(row, "at").toString(), row.getUUID("id"))));
  }

  private static Page page(RowSet<Row> rows, int limit, Function<Row, ListCursor> cursor) {
    List<Entry> items = new ArrayList<>();
    String next = null;
    Row last = null;
    for (Row row : rows) {
      if (items.size() == limit) {
        next = cursor.apply(last).text();
        break;
      }
      items.add(
          new Entry(
              AccountRows.account(row), row.getString("message"), AccountRows.instant(row, "at")));
      last = row;
    }
    return new Page(items, next);
  }
}
