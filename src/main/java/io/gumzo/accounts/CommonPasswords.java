package io.gumzo.accounts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is tried first by whoever guesses: listed words, their usual disguises, short repetitions.
 */
final class CommonPasswords {
  private static final String LIST = "/accounts/common-passwords.txt";

  /** How many figures or signs may stand on either side of a word: {@code Dragon2024!}. */
  private static final int DECORATION = 4;

  /** One to four characters again and again: {@code abcabcabc}. */
  private static final Pattern REPEATED = Pattern.compile("(.{1,4}?)\\1+", Pattern.DOTALL);

  private static final Set<String> LISTED = read();

  private CommonPasswords() {}

  static boolean isCommon(String password) {
    String lower = password.toLowerCase(Locale.ROOT);
    return REPEATED.matcher(lower).matches() || isDecorated(lower);
  }

  private static boolean isDecorated(String text) {
    for (int start = 0; start <= decoration(text, 0, 1); start++) {
      for (int end = 0; end <= decoration(text, text.length() - 1, -1); end++) {
        if (start + end < text.length() && isListed(text.substring(start, text.length() - end))) {
          return true;
        }
      }
    }
    return false;
  }

  /** How many characters from one side on are no letters, as far as it matters. */
  private static int decoration(String text, int from, int step) {
    int count = 0;
    for (int index = from;
        count < DECORATION
            && index >= 0
            && index < text.length()
            && !Character.isLetter(text.charAt(index));
        index += step) {
      count++;
    }
    return count;
  }

  private static boolean isListed(String text) {
    return LISTED.contains(text)
        || LISTED.contains(letters(text, 'i'))
        || LISTED.contains(letters(text, 'l'));
  }

  /** Figures and signs read as the letters that they stand for. */
  private static String letters(String text, char one) {
    return text.replace('0', 'o')
        .replace('1', one)
        .replace('!', one)
        .replace('3', 'e')
        .replace('4', 'a')
        .replace('@', 'a')
        .replace('5', 's')
        .replace('$', 's')
        .replace('7', 't');
  }

  private static Set<String> read() {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                CommonPasswords.class.getResourceAsStream(LIST), StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
