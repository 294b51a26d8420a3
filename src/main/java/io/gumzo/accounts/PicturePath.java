package io.gumzo.accounts;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where somebody's picture is served, at 256 pixels. Another picture has another path, so whoever
 * has one need not ask again. Who has not set one is shown by the first letters of their name on a
 * colour of their own, which the path says itself: {@code <colour>-<letters in base64url>}.
 */
final class PicturePath {
  private static final int COLOURS = 12;
  private static final int LONGEST_LETTER = 8;
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s._-]+");
  private static final Pattern LETTER = Pattern.compile("\\X");

  private PicturePath() {}

  /**
   * @param picture null for who has none
   */
  static String of(UUID picture, UUID account, String displayName) {
    return "/api/v1/pictures/%s/256"
        .formatted(picture == null ? letters(account, displayName) : picture);
  }

  private static String letters(UUID account, String displayName) {
    byte[] letters = initials(displayName).getBytes(StandardCharsets.UTF_8);
    return Math.floorMod(account.hashCode(), COLOURS)
        + "-"
        + Base64.getUrlEncoder().withoutPadding().encodeToString(letters);
  }

  /** The first letters of the first and the last word, as people count letters. */
  static String initials(String name) {
    List<String> words = BETWEEN_WORDS.splitAsStream(name).filter(word -> !word.isEmpty()).toList();
    if (words.isEmpty()) {
      return "?";
    }
    Stream<String> ends =
        words.size() == 1
            ? Stream.of(words.getFirst())
            : Stream.of(words.getFirst(), words.getLast());
    return ends.map(PicturePath::firstLetter).reduce("", String::concat).toUpperCase(Locale.ROOT);
  }

  /** A letter may be made of many characters, or go on for ever. */
  private static String firstLetter(String word) {
    Matcher letter = LETTER.matcher(word);
    return letter.lookingAt() && letter.end() <= LONGEST_LETTER
        ? letter.group()
        : new String(Character.toChars(word.codePointAt(0)));
  }
}
