package io.gumzo.nodes;

import static io.gumzo.nodes.Frame.require;

import io.gumzo.streams.Audience;
import io.gumzo.streams.StreamEvent;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/**
 * The payload of a {@code stream-event}:
 *
 * <pre>
 * u128 stream | i64 position | i64 seconds | i32 nanoseconds | u128 audience | i64 its version
 * u8 length of type | type | JSON to the end
 * </pre>
 *
 * Event types are not looked at: a newer node's events go to the clients as the sweep would bring
 * them.
 */
final class EventCodec {
  private static final int FIXED_BYTES = 61;
  private static final int NANOS_IN_SECOND = 1_000_000_000;

  private EventCodec() {}

  /** What {@link #append} will append. */
  static int length(StreamEvent event, byte[] type) {
    return FIXED_BYTES + type.length + event.json().length();
  }

  /**
   * @param type the event's, in UTF-8
   */
  static void append(Buffer entry, StreamEvent event, byte[] type) {
    entry
        .appendLong(event.stream().getMostSignificantBits())
        .appendLong(event.stream().getLeastSignificantBits())
        .appendLong(event.position())
        .appendLong(event.at().getEpochSecond())
        .appendInt(event.at().getNano())
        .appendLong(event.audience().id().getMostSignificantBits())
        .appendLong(event.audience().id().getLeastSignificantBits())
        .appendLong(event.audience().version())
        .appendUnsignedByte((short) type.length)
        .appendBytes(type)
        .appendBuffer(event.json());
  }

  static StreamEvent decode(Reader in) {
    var stream = in.uuid();
    long position = in.i64();
    require(position >= 0, "position below 0");
    long seconds = in.i64();
    require(
        seconds >= Instant.MIN.getEpochSecond() && seconds <= Instant.MAX.getEpochSecond(),
        "no such time");
    int nanos = in.i32();
    require(nanos >= 0 && nanos < NANOS_IN_SECOND, "no such nanosecond");
    var audience = new Audience(in.uuid(), in.i64());
    require(audience.version() >= 0, "audience version below 0");
    int length = in.u8();
    require(length > 0, "no type");
    String type = in.text(length);
    Buffer json = in.rest();
    require(json.length() > 0, "no body");
    return new StreamEvent(
        stream, position, type, Instant.ofEpochSecond(seconds, nanos), audience, json);
  }
}
