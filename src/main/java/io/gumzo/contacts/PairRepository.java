package io.gumzo.contacts;

import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * The tables {@code contacts}, {@code contact_requests} and {@code blocks}, as to two people. What
 * changes them is within a transaction that has the pair's lock.
 */
final class PairRepository {
  private static final String STANDING =
      """
      SELECT c.since,
             EXISTS (SELECT FROM blocks WHERE account_id = $1 AND blocked_id = $2) AS blocks,
             EXISTS (SELECT FROM blocks WHERE account_id = $2 AND blocked_id = $1) AS blocked,
             o.requested_at AS outgoing_at, o.message AS outgoing_message,
             o.client_id AS outgoing_client_id,
             i.requested_at AS incoming_at, i.message AS incoming_message,
             i.client_id AS incoming_client_id,
             coalesce(
               (SELECT r.writable FROM conversations t JOIN members r ON r.conversation_id = t.id
                 WHERE t.first_id = least($1, $2) AND t.second_id = greatest($1, $2)
                   AND r.account_id = $1 AND NOT r.hidden),
               c.since IS NOT NULL OR takes_from_anyone($2, $3)) AS writable
        FROM (SELECT $1::uuid, $2::uuid) pair
        LEFT JOIN contacts c ON c.account_id = $1 AND c.contact_id = $2
        LEFT JOIN contact_requests o ON o.sender_id = $1 AND o.receiver_id = $2
        LEFT JOIN contact_requests i ON i.sender_id = $2 AND i.receiver_id = $1
      """;

  private static final String REQUEST =
      """
      INSERT INTO contact_requests (sender_id, receiver_id, message, client_id, hidden)
      VALUES ($1, $2, $3, $4, $5)
      RETURNING requested_at
      """;

  private static final String WITHDRAW =
      "DELETE FROM contact_requests WHERE sender_id = $1 AND receiver_id = $2";

  private static final String HIDE =
      "UPDATE contact_requests SET hidden = $3 WHERE sender_id = $1 AND receiver_id = $2";

  private static final String JOIN =
      """
      INSERT INTO contacts (account_id, contact_id, since)
      SELECT p.account, p.other, date_trunc('milliseconds', now())
        FROM (VALUES ($1::uuid, $2::uuid), ($2, $1)) AS p (account, other)
      RETURNING since
      """;

  private static final String PART =
      """
      DELETE FROM contacts
       WHERE (account_id, contact_id) = ($1, $2) OR (account_id, contact_id) = ($2, $1)
      """;

  private static final String BLOCK =
      "INSERT INTO blocks (account_id, blocked_id) VALUES ($1, $2) RETURNING blocked_since";

  private static final String UNBLOCK =
      "DELETE FROM blocks WHERE account_id = $1 AND blocked_id = $2";

  private final Database database;

  PairRepository(Database database) {
    this.database = database;
  }

  /** Without a lock, to be shown. */
  Future<Standing> standing(UUID one, UUID other, boolean openByDefault) {
    return database
        .query(STANDING, one, other, openByDefault)
        .map(rows -> Standing.from(rows.iterator().next()));
  }

  static Future<Standing> standing(
      SqlConnection transaction, UUID one, UUID other, boolean openByDefault) {
    return Database.query(transaction, STANDING, one, other, openByDefault)
        .map(rows -> Standing.from(rows.iterator().next()));
  }

  /**
   * @param message null for none
   */
  static Future<Standing.Pending> request(
      SqlConnection transaction, UUID sender, UUID receiver, String message, boolean hidden) {
    UUID clientId = message == null ? null : UUID.randomUUID();
    return Database.query(transaction, REQUEST, sender, receiver, message, clientId, hidden)
        .map(rows -> rows.iterator().next().get(OffsetDateTime.class, "requested_at").toInstant())
        .map(at -> new Standing.Pending(at, message, clientId));
  }

  static Future<Void> withdraw(SqlConnection transaction, UUID sender, UUID receiver) {
    return Database.query(transaction, WITHDRAW, sender, receiver).mapEmpty();
  }

  static Future<Void> hide(SqlConnection transaction, UUID sender, UUID receiver, boolean hidden) {
    return Database.query(transaction, HIDE, sender, receiver, hidden).mapEmpty();
  }

  static Future<Instant> join(SqlConnection transaction, UUID one, UUID other) {
    return Database.query(transaction, JOIN, one, other)
        .map(rows -> rows.iterator().next().get(OffsetDateTime.class, "since").toInstant());
  }

  static Future<Void> part(SqlConnection transaction, UUID one, UUID other) {
    return Database.query(transaction, PART, one, other).mapEmpty();
  }

  static Future<Instant> block(SqlConnection transaction, UUID account, UUID other) {
    return Database.query(transaction, BLOCK, account, other)
        .map(rows -> rows.iterator().next().get(OffsetDateTime.class, "blocked_since").toInstant());
  }

  static Future<Void> unblock(SqlConnection transaction, UUID account, UUID other) {
    return Database.query(transaction, UNBLOCK, account, other).mapEmpty();
  }
}
