package io.gumzo.accounts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is tried first by whoever guesses: listed words, their usual disguises, short repetitions.
 */
final class CommonPasswords {
  private static final String LIST = "/accounts/common-passwords.txt";

  /** A word with up to four figures or signs on either side: {@code Dragon2024!}. */
  private static final Pattern DECORATED =
      Pattern.compile("[^\\p{L}]{0,4}(\\p{L}.*\\p{L})[^\\p{L}]{0,4}");

  /** One to four characters again and again: {@code abcabcabc}. */
  private static final Pattern REPEATED = Pattern.compile("(.{1,4}?)\\1+", Pattern.DOTALL);

  private static final Set<String> LISTED = read();

  private CommonPasswords() {}

  static boolean isCommon(String password) {
    String lower = password.toLowerCase(Locale.ROOT);
    return REPEATED.matcher(lower).matches()
        || isListed(lower)
        || isListed(letters(lower, 'i'))
        || isListed(letters(lower, 'l'));
  }

  private static boolean isListed(String text) {
    if (LISTED.contains(text)) {
      return true;
    }
    Matcher decorated = DECORATED.matcher(text);
    return decorated.matches() && LISTED.contains(decorated.group(1));
  }

  /** Figures read as the letters that they stand for, but at the end, where they are figures. */
  private static String letters(String text, char one) {
    String head = text.replaceFirst("[^\\p{L}]{1,4}$", "");
    return head.replace('0', 'o')
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
