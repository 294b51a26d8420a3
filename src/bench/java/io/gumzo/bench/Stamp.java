package io.gumzo.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;

/**
 * The moment for which a message was intended, in nanoseconds of the system's monotonic clock (the
 * same for all processes): 16 hexadecimal digits behind the mark {@code ~#}.
 */
final class Stamp {
  /** Of the mark and the digits. */
  static final int LENGTH = 18;

  private static final byte[] DIGITS = "0123456789abcdef".getBytes(US_ASCII);

  private Stamp() {}

  static String text(long nanos) {
    return "~#%016x".formatted(nanos);
  }

  /** Writes the digits, without the mark, at {@code index}. */
  static void write(byte[] into, int index, long nanos) {
    for (int digit = 15; digit >= 0; digit--) {
      into[index + digit] = DIGITS[(int) nanos & 15];
      nanos >>>= 4;
    }
  }

  /** Where the mark begins, or -1. */
  static int find(ByteBuf bytes, int from, int to) {
    for (int index = from; index <= to - LENGTH; index++) {
      if (isAt(bytes, index)) {
        return index;
      }
    }
    return -1;
  }

  static boolean isAt(ByteBuf bytes, int index) {
    return bytes.getByte(index) == '~' && bytes.getByte(index + 1) == '#';
  }

  /** The moment of the mark at {@code index}. */
  static long read(ByteBuf bytes, int index) {
    long nanos = 0;
    for (int at = index + 2; at < index + LENGTH; at++) {
      int digit = bytes.getByte(at);
      nanos = nanos << 4 | (digit <= '9' ? digit - '0' : digit - 'a' + 10);
    }
    return nanos;
  }
}
