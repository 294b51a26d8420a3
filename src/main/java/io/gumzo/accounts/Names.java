package io.gumzo.accounts;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of people in any script. */
public final class Names {
  /** A character that can be seen. */
  private static final Pattern VISIBLE = Pattern.compile("[^\\p{Z}\\p{C}]");

  /**
   * Controls, line ends, halves of characters, and what turns the direction of the text after it.
   */
  private static final Pattern FORBIDDEN =
      Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]");

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private Names() {}

  /** Without space around it, and with one of the several ways to write an accent (NFC). */
  public static String normalise(String name) {
    return compose(name).strip();
  }

  static String compose(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /** Without case, accents and width: equal for what a person would call the same letters. */
  public static String key(String name) {
    String apart = Normalizer.normalize(name.strip(), Normalizer.Form.NFKD);
    return Normalizer.normalize(
        MARKS.matcher(apart).replaceAll("").toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
  }

  public static boolean isVisible(String name) {
    return VISIBLE.matcher(name).find();
  }

  public static boolean isClean(String name) {
    return !FORBIDDEN.matcher(name).find();
  }
}
