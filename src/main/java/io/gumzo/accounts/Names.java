package io.gumzo.accounts;

import io.gumzo.json.Blanks;
import io.gumzo.json.Texts;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of people in any script. */
public final class Names {
  /**
   * Controls, line ends, halves of characters, and what turns the direction of the text after it.
   */
  private static final Pattern FORBIDDEN =
      Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]");

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private static final int LONGEST_KEY = 100;
  private static final int LONGEST_SHOWN = 50;

  private Names() {}

  /** Without space around it, and with one of the several ways to write an accent (NFC). */
  public static String normalise(String name) {
    return Blanks.stripped(compose(name));
  }

  /** First and last name as others see them. */
  public static String whole(String first, String last) {
    return normalise(Texts.first(first + " " + last, LONGEST_SHOWN));
  }

  /** The key of first and last name. */
  public static String key(String first, String last) {
    return key(first + " " + last);
  }

  static String compose(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /**
   * Without case, accents and width, and with the digits 0 to 9: equal for what a person would call
   * the same letters. Some characters stand for whole phrases, so it is bounded.
   */
  public static String key(String name) {
    String apart = Normalizer.normalize(name.strip(), Normalizer.Form.NFKD);
    String key =
        Normalizer.normalize(
            MARKS.matcher(apart).replaceAll("").toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    return Texts.withPlainDigits(Texts.first(key, LONGEST_KEY));
  }

  public static boolean isClean(String name) {
    return !FORBIDDEN.matcher(name).find();
  }
}
