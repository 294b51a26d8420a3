package io.gumzo.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;

/** Whether bytes are UTF-8 (RFC 3629), also when they come in parts. */
final class Utf8 {
  private static final long NOT_ASCII = 0x8080808080808080L;
  private static final int LONGEST_UNFINISHED = 3;

  private Utf8() {}

  /** True when the bytes are whole characters. */
  static boolean isText(ByteBuf bytes, int from, int to) {
    int at = from;
    while (to - at >= Long.BYTES && (bytes.getLong(at) & NOT_ASCII) == 0) {
      at += Long.BYTES;
    }
    return ByteBufUtil.isText(bytes, at, to - at, StandardCharsets.UTF_8);
  }

  /**
   * Where the character begins that the last bytes are only a part of; the end when there is none.
   */
  static int unfinished(ByteBuf bytes, int from, int to) {
    for (int at = to - 1; at >= Math.max(from, to - LONGEST_UNFINISHED); at--) {
      int lead = bytes.getUnsignedByte(at);
      if (lead >= 0xc0) {
        return length(lead) > to - at ? at : to;
      }
      if (lead < 0x80) {
        return to;
      }
    }
    return to;
  }

  /** Whether more bytes can make a character of these, the first ones of one. */
  static boolean mayBecomeText(ByteBuf bytes, int from, int to) {
    if (from == to) {
      return true;
    }
    int lead = bytes.getUnsignedByte(from);
    if (lead < 0xc2 || lead > 0xf4) {
      return false;
    }
    if (to - from == 1) {
      return true;
    }
    // Others are a surrogate, beyond the last character, or longer than they need to be.
    int second = bytes.getUnsignedByte(from + 1);
    return switch (lead) {
      case 0xe0 -> second >= 0xa0;
      case 0xed -> second < 0xa0;
      case 0xf0 -> second >= 0x90;
      case 0xf4 -> second < 0x90;
      default -> true;
    };
  }

  private static int length(int lead) {
    return lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  }
}
