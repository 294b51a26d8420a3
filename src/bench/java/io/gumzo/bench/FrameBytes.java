package io.gumzo.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import java.util.UUID;

/** What the lab publishes: JSON of some length whose stamp is filled in for each message. */
final class FrameBytes {
  private static final String STAMP = Stamp.text(0);

  private final byte[] template;
  private final int stamp;

  private FrameBytes(String json) {
    this.template = json.getBytes(US_ASCII);
    this.stamp = json.indexOf(STAMP) + 2;
  }

  /** As {@code typing} would look, made as long as {@code bytes} when that is more. */
  static FrameBytes ephemeral(UUID stream, int bytes) {
    String begin = "{\"type\":\"typing\",\"stream\":\"%s\",\"data\":{\"text\":\"".formatted(stream);
    String end = STAMP + "\"}}";
    int filling = Math.max(0, bytes - begin.length() - end.length());
    return new FrameBytes(begin + "x".repeat(filling) + end);
  }

  Buffer json(long nanos) {
    return Buffer.buffer(stamped(nanos));
  }

  /** Header and payload, as a server sends them, in one buffer. */
  ByteBuf webSocketFrame(long nanos) {
    return header(template.length).writeBytes(stamped(nanos));
  }

  /** Of a text frame of up to 64 KiB, with room for that text. */
  static ByteBuf header(int length) {
    ByteBuf frame = BareRooms.allocator().directBuffer(length + 4).writeByte(0x81);
    return length < 126 ? frame.writeByte(length) : frame.writeByte(126).writeShort(length);
  }

  private byte[] stamped(long nanos) {
    byte[] bytes = template.clone();
    Stamp.write(bytes, stamp, nanos);
    return bytes;
  }
}
