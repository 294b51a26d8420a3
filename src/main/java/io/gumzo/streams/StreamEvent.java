package io.gumzo.streams;

import io.gumzo.json.Json;
import io.gumzo.json.Times;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.UUID;

/**
 * What happened, in the form in which it is delivered. It is durable already: whoever loses it
 * reads it again from the stream.
 *
 * @param stream the id of a conversation, or of an account for its personal stream
 * @param position 1, 2, 3 … in the stream, without holes; 0 when it is ephemeral: of the moment, in
 *     no stream, and lost when it cannot be delivered now
 * @param type past tense: {@code message-posted}
 * @param at when it was written, by the database's clock
 * @param audience who may see it
 * @param json the event as the contracts give it, encoded once; never to be changed
 */
public record StreamEvent(
    UUID stream, long position, String type, Instant at, Audience audience, Buffer json) {
  /**
   * @param data a record that becomes the event's {@code data}
   */
  public static StreamEvent of(
      UUID stream, long position, String type, Instant at, Audience audience, Object data) {
    return ofJson(stream, position, type, at, audience, Json.encode(data));
  }

  /**
   * @param data the event's {@code data}, which is JSON already
   */
  public static StreamEvent ofJson(
      UUID stream, long position, String type, Instant at, Audience audience, Buffer data) {
    String head =
        "{\"type\":\""
            + type
            + "\",\"stream\":\""
            + stream
            + "\",\"position\":"
            + position
            + ",\"at\":\""
            + Times.format(at)
            + "\",\"data\":";
    Buffer json =
        Buffer.buffer(head.length() + data.length() + 1)
            .appendString(head)
            .appendBuffer(data)
            .appendByte((byte) '}');
    return new StreamEvent(stream, position, type, at, audience, json);
  }

  /**
   * Something of the moment, such as that somebody types.
   *
   * @param data a record that becomes its {@code data}
   */
  public static StreamEvent ephemeral(
      UUID stream, String type, Instant at, Audience audience, Object data) {
    return new StreamEvent(
        stream, 0, type, at, audience, Json.encode(new Moment(type, stream, at, data)));
  }

  public boolean isEphemeral() {
    return position == 0;
  }

  private record Moment(String type, UUID stream, Instant at, Object data) {}
}
