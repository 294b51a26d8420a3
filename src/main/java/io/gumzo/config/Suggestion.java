package io.gumzo.config;

import java.util.Collection;

/** "did you mean …", when a known name is close. */
final class Suggestion {
  private static final int CLOSE = 3;

  private Suggestion() {}

  /** {@code "; did you mean postgres.poolSize?"}, or nothing. */
  static String among(Collection<String> known, String name) {
    String best = null;
    var least = CLOSE + 1;
    for (var candidate : known) {
      var distance = distance(candidate, name);
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return best == null ? "" : "; did you mean %s?".formatted(best);
  }

  /** Levenshtein's. */
  private static int distance(String one, String other) {
    var previous = new int[other.length() + 1];
    for (var column = 0; column <= other.length(); column++) {
      previous[column] = column;
    }
    for (var row = 1; row <= one.length(); row++) {
      var current = new int[other.length() + 1];
      current[0] = row;
      for (var column = 1; column <= other.length(); column++) {
        var replace =
            previous[column - 1] + (one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1);
        current[column] = Math.min(replace, 1 + Math.min(previous[column], current[column - 1]));
      }
      previous = current;
    }
    return previous[other.length()];
  }
}
