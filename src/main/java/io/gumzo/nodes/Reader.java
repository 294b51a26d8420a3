package io.gumzo.nodes;

import static io.gumzo.nodes.Frame.require;

import io.vertx.core.buffer.Buffer;
import java.util.UUID;

/** Reads what another node sent. Never beyond the end, whatever the lengths in it claim. */
final class Reader {
  private final Buffer bytes;
  private final int end;
  private int at;

  Reader(Buffer bytes) {
    this(bytes, 0, bytes.length());
  }

  private Reader(Buffer bytes, int start, int end) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  int left() {
    return end - at;
  }

  int u8() {
    return bytes.getUnsignedByte(take(1));
  }

  int u16() {
    return bytes.getUnsignedShort(take(2));
  }

  int i32() {
    return bytes.getInt(take(4));
  }

  long i64() {
    return bytes.getLong(take(8));
  }

  UUID uuid() {
    return new UUID(i64(), i64());
  }

  int length(int most) {
    int length = i32();
    require(length >= 0 && length <= most, "a length out of bounds");
    return length;
  }

  String text(int length) {
    int start = take(length);
    return bytes.getString(start, start + length);
  }

  Reader part(int length) {
    int start = take(length);
    return new Reader(bytes, start, start + length);
  }

  /** A copy, so that one event that is kept does not keep its whole frame. */
  Buffer rest() {
    int length = left();
    int start = take(length);
    return bytes.getBuffer(start, start + length);
  }

  private int take(int length) {
    require(length <= left(), "cut short");
    int start = at;
    at += length;
    return start;
  }
}
