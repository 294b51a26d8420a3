package io.gumzo.streams;

import io.gumzo.json.Json;
import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Writes events other than messages, within the transaction that makes them true. */
public final class EventAppender {
  private static final String CREATE =
      """
      INSERT INTO streams (id, audience) VALUES ($1, $2)
      """;

  private static final String APPEND =
      """
      WITH moved AS (
        UPDATE streams SET head = head + 1, moved_at = clock_timestamp()
         WHERE id = $1
        RETURNING id, head, audience, date_trunc('milliseconds', moved_at) AS at)
      INSERT INTO events (stream_id, position, type, at, audience, data, about)
      SELECT id, head, $2, at, audience, $3, $4::uuid FROM moved
      RETURNING position, at, audience
      """;

  private EventAppender() {}

  /** The personal stream of a new account. */
  public static Future<Void> createPersonal(SqlConnection transaction, UUID account) {
    return Database.query(transaction, CREATE, account, 0L).mapEmpty();
  }

  /** The stream of a new conversation, whose member list has version 1. */
  public static Future<Void> createConversation(SqlConnection transaction, UUID conversation) {
    return Database.query(transaction, CREATE, conversation, 1L).mapEmpty();
  }

  /**
   * Takes the next position under the stream's row lock, which is held until the transaction ends.
   * To be told as {@link Streams#COMMITTED} after the commit. Who appends to several streams in one
   * transaction does so in the order of their ids, lest two transactions wait for each other.
   *
   * @param data a record that becomes the event's {@code data}
   */
  public static Future<StreamEvent> append(
      SqlConnection transaction, UUID stream, String type, Object data) {
    return append(transaction, stream, type, null, data);
  }

  /**
   * As {@link #append(SqlConnection, UUID, String, Object)}, for data that hold more of another
   * account than its id. The transaction has a lock of that account's row, so that it is not being
   * deleted; whose events these are rewrites them when it is.
   *
   * @param about that account; null for none
   */
  public static Future<StreamEvent> append(
      SqlConnection transaction, UUID stream, String type, UUID about, Object data) {
    return Database.query(transaction, APPEND, stream, type, Json.encode(data).toString(), about)
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return StreamEvent.of(
                  stream,
                  row.getLong("position"),
                  type,
                  row.get(OffsetDateTime.class, "at").toInstant(),
                  new Audience(stream, row.getLong("audience")),
                  data);
            });
  }
}
