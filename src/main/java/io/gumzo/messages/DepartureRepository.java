package io.gumzo.messages;

import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;
import java.util.UUID;

/** The table {@code departures}, and what is done for each row of it. */
final class DepartureRepository {
  /**
   * @param conversation the next one that has yet to learn it; null when all have
   */
  record Departure(UUID account, boolean messagesToo, UUID conversation) {}

  /** A row that another node works at is passed over. */
  private static final String LOCK =
      """
      SELECT d.account_id, d.messages_too,
             (SELECT m.conversation_id FROM members m
               WHERE m.account_id = d.account_id AND m.conversation_id > d.done_up_to
               ORDER BY m.conversation_id
               LIMIT 1) AS conversation_id
        FROM departures d
       ORDER BY d.requested_at
       LIMIT 1
         FOR UPDATE OF d SKIP LOCKED
      """;

  private static final String LOCK_STREAM = "SELECT FROM streams WHERE id = $1 FOR UPDATE";

  /** By the index that makes repeated posts harmless; so many that it takes a moment only. */
  private static final String EMPTY =
      """
      UPDATE messages SET text = ''
       WHERE conversation_id = $1
         AND position IN (SELECT position FROM messages
                           WHERE conversation_id = $1 AND sender_id = $2 AND text <> ''
                           LIMIT $3)
      """;

  private static final String REWRITTEN = "UPDATE streams SET rewritten = head WHERE id = $1";

  private static final String DONE = "UPDATE departures SET done_up_to = $2 WHERE account_id = $1";

  private static final String FORGET = "DELETE FROM departures WHERE account_id = $1";

  private static final int SLICE = 1_000;

  private final Database database;

  DepartureRepository(Database database) {
    this.database = database;
  }

  Database database() {
    return database;
  }

  Future<Optional<Departure>> lock(SqlConnection transaction) {
    return Database.query(transaction, LOCK).map(DepartureRepository::departure);
  }

  /** True when nothing is left of what the account said there. */
  Future<Boolean> empty(SqlConnection transaction, Departure departure) {
    return Database.query(transaction, LOCK_STREAM, departure.conversation())
        .compose(
            locked ->
                Database.query(
                    transaction, EMPTY, departure.conversation(), departure.account(), SLICE))
        .map(emptied -> emptied.rowCount() < SLICE);
  }

  /** What was kept elsewhere of the conversation's messages is not to be used any more. */
  Future<Void> rewritten(SqlConnection transaction, UUID conversation) {
    return Database.query(transaction, REWRITTEN, conversation).mapEmpty();
  }

  Future<Void> done(SqlConnection transaction, Departure departure) {
    return Database.query(transaction, DONE, departure.account(), departure.conversation())
        .mapEmpty();
  }

  Future<Void> forget(SqlConnection transaction, UUID account) {
    return Database.query(transaction, FORGET, account).mapEmpty();
  }

  private static Optional<Departure> departure(RowSet<Row> rows) {
    if (rows.size() == 0) {
      return Optional.empty();
    }
    Row row = rows.iterator().next();
    return Optional.of(
        new Departure(
            row.getUUID("account_id"),
            row.getBoolean("messages_too"),
            row.getUUID("conversation_id")));
  }
}
