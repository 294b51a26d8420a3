package io.gumzo.conversations;

import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.UUID;

/**
 * Begins and ends to withhold a conversation from one of its members, in a transaction that has the
 * lock of the stream's row. Each is another version of the audience, so that what is under way is
 * delivered by the version under which it was written.
 */
final class Withholding {
  /** Where nothing was shown since the last time, what was shown then is still the latest. */
  private static final String BEGIN =
      """
      WITH moved AS (
        UPDATE streams SET audience = audience + 1 WHERE id = $1
        RETURNING id, audience, head, message_count, moved_at),
      earlier AS (
        SELECT up_to, shown_position, shown_at FROM silences
         WHERE conversation_id = $1 AND account_id = $2
         ORDER BY from_version DESC LIMIT 1),
      noted AS (
        INSERT INTO silences (conversation_id, account_id, from_version, after_position,
                              after_number, shown_position, shown_at)
        SELECT m.id, $2, m.audience, m.head, m.message_count,
               CASE WHEN e.up_to >= m.head THEN e.shown_position ELSE m.head END,
               CASE WHEN e.up_to >= m.head THEN e.shown_at ELSE m.moved_at END
          FROM moved m LEFT JOIN earlier e ON true)
      UPDATE members r
         SET withheld = true, read_position = m.head, read_number = m.message_count
        FROM moved m
       WHERE r.conversation_id = m.id AND r.account_id = $2
      """;

  /**
   * What was withheld stays so, and counts as read. Where nothing was, nothing is left of it.
   *
   * <p>$1: conversations. $2: who may write to the others again, or has left.
   */
  private static final String END =
      """
      WITH ended AS (
        SELECT x.conversation_id, x.account_id, x.from_version, s.head, s.message_count,
               s.audience + 1 AS version, s.head > x.after_position AS any
          FROM silences x JOIN streams s ON s.id = x.conversation_id
         WHERE x.conversation_id = ANY ($1) AND x.account_id <> $2 AND x.up_to IS NULL),
      moved AS (
        UPDATE streams s SET audience = e.version FROM ended e WHERE s.id = e.conversation_id),
      dropped AS (
        DELETE FROM silences x USING ended e
         WHERE x.conversation_id = e.conversation_id AND x.account_id = e.account_id
           AND x.from_version = e.from_version AND NOT e.any),
      closed AS (
        UPDATE silences x SET up_to = e.head, to_version = e.version FROM ended e
         WHERE x.conversation_id = e.conversation_id AND x.account_id = e.account_id
           AND x.from_version = e.from_version AND e.any)
      UPDATE members r
         SET read_position = e.head, read_number = e.message_count,
             withheld = e.any OR EXISTS (
               SELECT FROM silences y
                WHERE y.conversation_id = r.conversation_id AND y.account_id = r.account_id
                  AND y.up_to IS NOT NULL)
        FROM ended e
       WHERE r.conversation_id = e.conversation_id AND r.account_id = e.account_id
      """;

  /** Whatever was written before stays withheld. */
  private static final String REVEAL =
      """
      WITH moved AS (
        UPDATE streams SET audience = audience + 1 WHERE id = $1
        RETURNING id, audience, head, message_count),
      noted AS (
        INSERT INTO silences (conversation_id, account_id, from_version, to_version,
                              after_position, after_number, up_to, shown_position, shown_at)
        SELECT m.id, $2, 1, m.audience, 0, 0, m.head, 0,
               date_trunc('milliseconds', clock_timestamp())
          FROM moved m WHERE m.head > 0)
      UPDATE members r
         SET hidden = false, withheld = m.head > 0, read_position = m.head,
             read_number = m.message_count
        FROM moved m
       WHERE r.conversation_id = m.id AND r.account_id = $2
      """;

  private Withholding() {}

  /** From the head on; what was there counts as read. */
  static Future<Void> begin(SqlConnection transaction, UUID conversation, UUID account) {
    return Database.query(transaction, BEGIN, conversation, account).mapEmpty();
  }

  /** For whoever blocked that person in these conversations. */
  static Future<Void> end(SqlConnection transaction, UUID[] conversations, UUID blocked) {
    return Database.query(transaction, END, conversations, blocked).mapEmpty();
  }

  /** A conversation that was hidden from the member exists from now on. */
  static Future<Void> reveal(SqlConnection transaction, UUID conversation, UUID account) {
    return Database.query(transaction, REVEAL, conversation, account).mapEmpty();
  }
}
