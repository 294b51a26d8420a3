package io.gumzo.json;

import io.netty.buffer.ByteBufUtil;

/** What JSON lets into a text and nothing behind it takes. */
public final class Texts {
  private Texts() {}

  /** False with half of a surrogate pair: it has no form in UTF-8 and would be stored as "?". */
  public static boolean isWellFormed(String text) {
    for (int index = 0; index < text.length(); index++) {
      char unit = text.charAt(index);
      if (Character.isHighSurrogate(unit)
          && index + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(index + 1))) {
        index++;
      } else if (Character.isSurrogate(unit)) {
        return false;
      }
    }
    return true;
  }

  /** False with the character NUL or half of a surrogate pair: PostgreSQL stores neither. */
  public static boolean isStorable(String text) {
    return text.indexOf('\0') < 0 && isWellFormed(text);
  }

  /** Digits of any script as 0 to 9. */
  public static String withPlainDigits(String text) {
    if (text.codePoints().noneMatch(letter -> letter > 127 && Character.isDigit(letter))) {
      return text;
    }
    var plain = new StringBuilder(text.length());
    text.codePoints()
        .map(letter -> Character.isDigit(letter) ? '0' + Character.digit(letter, 10) : letter)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  /** The first so many characters. */
  public static String first(String text, int characters) {
    return text.codePointCount(0, text.length()) <= characters
        ? text
        : text.substring(0, text.offsetByCodePoints(0, characters));
  }

  /** True when the text takes at most so many bytes in UTF-8. */
  public static boolean fits(String text, int bytes) {
    return text.length() <= bytes
        && (3L * text.length() <= bytes || ByteBufUtil.utf8Bytes(text) <= bytes);
  }
}
