package io.gumzo.messages;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import io.gumzo.json.Times;
import io.vertx.sqlclient.Row;
import java.io.IOException;
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
    Instant at)
    implements JsonSerializable {

  private static final SerializableString ID = new SerializedString("id");
  private static final SerializableString CONVERSATION = new SerializedString("conversationId");
  private static final SerializableString POSITION = new SerializedString("position");
  private static final SerializableString NUMBER = new SerializedString("number");
  private static final SerializableString SENDER = new SerializedString("senderId");
  private static final SerializableString CLIENT_ID = new SerializedString("clientId");
  private static final SerializableString TEXT = new SerializedString("text");
  private static final SerializableString AT = new SerializedString("at");

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

  /** By hand, since nothing is encoded as often, and it takes half of the time. */
  @Override
  public void serialize(JsonGenerator json, SerializerProvider provider) throws IOException {
    json.writeStartObject();
    write(json, ID, id.toString());
    write(json, CONVERSATION, conversationId.toString());
    json.writeFieldName(POSITION);
    json.writeNumber(position);
    json.writeFieldName(NUMBER);
    json.writeNumber(number);
    write(json, SENDER, senderId.toString());
    write(json, CLIENT_ID, clientId.toString());
    write(json, TEXT, text);
    write(json, AT, Times.format(at));
    json.writeEndObject();
  }

  @Override
  public void serializeWithType(
      JsonGenerator json, SerializerProvider provider, TypeSerializer types) throws IOException {
    serialize(json, provider);
  }

  private static void write(JsonGenerator json, SerializableString name, String value)
      throws IOException {
    json.writeFieldName(name);
    json.writeString(value);
  }

  /** Texts stay out of logs. */
  @Override
  public String toString() {
    return "Message[" + id + "]";
  }
}
