package io.gumzo.accounts;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether a password is little more than something that others know of the person.
 *
 * <p>Both are compared without case and without anything but letters and digits, in two ways. The
 * ratio is twice the length of the longest common subsequence over the sum of both lengths: 1 for
 * equal texts, about 0.3–0.5 for unrelated ones, too similar from 0.7 on. And a password that holds
 * the whole value must hold at least five other characters, which the ratio alone lets pass for
 * short names: {@code asha1234} is 0.67 from {@code asha}.
 */
final class Similarity {
  private static final double TOO_SIMILAR = 0.7;
  private static final int SHORTEST_VALUE = 3;
  private static final int LEAST_REST = 5;

  /** The longest password has 256 characters of two units each; no longer text is compared. */
  private static final int LONGEST = 512;

  private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{N}]+");

  private Similarity() {}

  static boolean isTooSimilar(String password, String value) {
    if (password.length() > LONGEST || value.length() > LONGEST) {
      return false;
    }
    String secret = bare(password);
    String known = bare(value);
    if (known.length() < SHORTEST_VALUE) {
      return false;
    }
    return secret.contains(known) && secret.length() - known.length() < LEAST_REST
        || ratio(secret, known) >= TOO_SIMILAR;
  }

  static double ratio(String one, String other) {
    int total = one.length() + other.length();
    if (total == 0 || 2.0 * Math.min(one.length(), other.length()) / total < TOO_SIMILAR) {
      return 0;
    }
    return 2.0 * commonSubsequence(one, other) / total;
  }

  /** The number of steps is the product of both lengths: hence {@link #LONGEST}. */
  private static int commonSubsequence(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int i = 0; i < one.length(); i++) {
      int diagonal = 0;
      for (int j = 1; j <= other.length(); j++) {
        int above = row[j];
        row[j] = one.charAt(i) == other.charAt(j - 1) ? diagonal + 1 : Math.max(above, row[j - 1]);
        diagonal = above;
      }
    }
    return row[other.length()];
  }

  private static String bare(String text) {
    return OTHER.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
  }
}
