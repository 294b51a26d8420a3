package io.gumzo.messages;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * As the contracts' schema {@code Message}.
 *
 * @param position in the conversation's stream
 * @param number the how-manieth message of the conversation it is
 * @param clientId of the sender's making; the same in every retry
 */
public record Message(
    UUID id,
    UUID conversationId,
    long position,
    long number,
    UUID senderId,
    UUID clientId,
    String text,
    Instant at) {

  /** The columns of {@code messages} that {@link #from} reads, for a select list. */
  public static final String COLUMNS =
      "m.id, m.conversation_id, m.position, m.number, m.sender_id, m.client_id, m.text, m.at, m.audience";

  public static Message from(Row row) {
    return new Message(
        row.getUUID("id"),
        row.getUUID("conversation_id"),
        row.getLong("position"),
        row.getLong("number"),
        row.getUUID("sender_id"),
        row.getUUID("client_id"),
        row.getString("text"),
        row.get(OffsetDateTime.class, "at").toInstant());
  }

  /** Texts stay out of logs. */
  @Override
  public String toString() {
    return "Message[" + id + "]";
  }
}
