package io.gumzo.json;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a text can be seen: the one rule for messages, names and words about oneself. The web
 * client has it too, in {@code webroot/lib/text.js}; both are tested with one table of texts.
 */
public final class Blanks {
  /**
   * Characters without ink that are no spaces and no controls: whatever Unicode lets a font ignore
   * (fillers, joiners, marks of direction, variation selectors, tags), blanks of Braille, of music
   * and of other scripts, and what is no character. Written out, so that a character of a later
   * Unicode is never taken for one of them.
   */
  private static final String UNSEEN =
      "\\x{AD}\\x{34F}\\x{61C}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}\\x{180B}-\\x{180F}"
          + "\\x{200B}-\\x{200F}\\x{202A}-\\x{202E}\\x{2060}-\\x{206F}\\x{2800}\\x{3164}"
          + "\\x{FE00}-\\x{FE0F}\\x{FEFF}\\x{FFA0}\\x{FFF0}-\\x{FFFB}\\x{FFFE}\\x{FFFF}"
          + "\\x{13430}-\\x{1343F}\\x{16FE4}\\x{1BCA0}-\\x{1BCA3}\\x{1D159}\\x{1D173}-\\x{1D17A}"
          + "\\x{E0000}-\\x{E0FFF}";

  private static final Pattern PAINTS = Pattern.compile("[^\\p{Z}\\p{Cc}\\p{Cs}" + UNSEEN + "]");

  private Blanks() {}

  /** True when something of the text can be seen. */
  public static boolean paints(String text) {
    return PAINTS.matcher(text).find();
  }

  /**
   * Without the lines before the first one that can be seen, and without space and controls at the
   * end. That line keeps its indentation. Empty when nothing can be seen.
   */
  public static String trimmed(String text) {
    Matcher first = PAINTS.matcher(text);
    if (!first.find()) {
      return "";
    }
    int start = first.start();
    while (start > 0 && !endsLine(text.charAt(start - 1))) {
      start--;
    }
    int end = text.length();
    while (isSpace(text.charAt(end - 1)) || Character.isISOControl(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** Without space at either end. */
  public static String stripped(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (start < end && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isSpace(char letter) {
    return Character.isWhitespace(letter)
        || Character.isSpaceChar(letter)
        || letter == '\u0085'
        || letter == '\uFEFF';
  }

  private static boolean endsLine(char letter) {
    return letter >= '\n' && letter <= '\r'
        || letter == '\u0085'
        || letter == '\u2028'
        || letter == '\u2029';
  }
}
