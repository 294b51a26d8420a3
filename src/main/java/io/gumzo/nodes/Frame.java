package io.gumzo.nodes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gumzo.streams.StreamEvent;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What goes from one node to another in one event-bus message, all numbers big-endian:
 *
 * <pre>
 * u8 version | u128 sender | i64 link | i64 number | u16 entries
 * each entry: u8 length of name | name | i32 length | payload
 * </pre>
 *
 * A frame without entries is a beat: it takes no number, but tells the next one. Entries of names
 * that this version does not know are passed over, so that two versions run side by side.
 *
 * @param sender the incarnation that sent it
 * @param link grows with each link that the sender opens; numbers begin at 1 with each
 * @param number 1, 2, 3 … on that link
 * @param unknown how many entries were passed over
 */
record Frame(UUID sender, long link, long number, List<StreamEvent> events, int unknown) {
  static final int MOST_ENTRIES = 1_000;
  static final int MOST_BYTES = 1 << 20;

  /** The largest event that fits in; a larger one is left to the sweep. */
  static final int MOST_ENTRY_BYTES = MOST_BYTES;

  private static final int VERSION = 1;
  private static final String STREAM_EVENT = "stream-event";
  private static final byte[] ENTRY_HEAD =
      ((char) STREAM_EVENT.length() + STREAM_EVENT).getBytes(UTF_8);

  boolean isBeat() {
    return events.isEmpty() && unknown == 0;
  }

  /** One entry, made once for all the nodes that it goes to. */
  static Buffer entry(StreamEvent event) {
    byte[] type = event.type().getBytes(UTF_8);
    int length = EventCodec.length(event, type);
    Buffer entry =
        Buffer.buffer(ENTRY_HEAD.length + 4 + length).appendBytes(ENTRY_HEAD).appendInt(length);
    EventCodec.append(entry, event, type);
    return entry;
  }

  static Buffer encode(UUID sender, long link, long number, List<Buffer> entries, int bytes) {
    Buffer frame =
        Buffer.buffer(35 + bytes)
            .appendUnsignedByte((short) VERSION)
            .appendLong(sender.getMostSignificantBits())
            .appendLong(sender.getLeastSignificantBits())
            .appendLong(link)
            .appendLong(number)
            .appendUnsignedShort(entries.size());
    entries.forEach(frame::appendBuffer);
    return frame;
  }

  /**
   * @throws IllegalArgumentException when it is not a frame; the message says why and shows no
   *     content
   */
  static Frame decode(Buffer bytes) {
    var in = new Reader(bytes);
    require(in.u8() == VERSION, "unknown version");
    UUID sender = in.uuid();
    long link = in.i64();
    long number = in.i64();
    require(number >= 1, "number below 1");
    int count = in.u16();
    require(count <= MOST_ENTRIES, "too many entries");
    var events = new ArrayList<StreamEvent>(count);
    int unknown = 0;
    for (int i = 0; i < count; i++) {
      String name = in.text(in.u8());
      Reader payload = in.part(in.length(MOST_ENTRY_BYTES));
      if (name.equals(STREAM_EVENT)) {
        events.add(EventCodec.decode(payload));
      } else {
        unknown++;
      }
    }
    require(in.left() == 0, "bytes after the end");
    return new Frame(sender, link, number, events, unknown);
  }

  /**
   * Whom a frame says it is from, without looking at the rest.
   *
   * @throws IllegalArgumentException as {@link #decode}
   */
  static UUID sender(Buffer bytes) {
    var in = new Reader(bytes);
    require(in.u8() == VERSION, "unknown version");
    return in.uuid();
  }

  static void require(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
