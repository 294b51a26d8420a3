package io.gumzo.mail;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;

/** What mails are written in. */
public enum Language {
  EN,
  SW;

  private static final int LONGEST = 200;
  private static final List<String> TAGS = Arrays.stream(values()).map(Language::tag).toList();

  /**
   * The one that is wanted most.
   *
   * @param acceptLanguage the header of a request, or null
   */
  public static Language of(String acceptLanguage) {
    if (acceptLanguage == null || acceptLanguage.length() > LONGEST) {
      return EN;
    }
    try {
      String best = Locale.lookupTag(LanguageRange.parse(acceptLanguage), TAGS);
      return best == null ? EN : ofTag(best);
    } catch (IllegalArgumentException malformed) {
      return EN;
    }
  }

  /** {@code sw}. */
  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Language ofTag(String tag) {
    return valueOf(tag.toUpperCase(Locale.ROOT));
  }
}
