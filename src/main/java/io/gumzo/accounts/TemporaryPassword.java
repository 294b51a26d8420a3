package io.gumzo.accounts;

import java.security.SecureRandom;

/** Passwords that are read out and typed once: {@code k7mq-x2dp-9rtw-hz4c}, 80 random bits. */
final class TemporaryPassword {
  /** Without letters and digits that look alike. */
  private static final String LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";

  private static final int LEAST_GROUPS = 4;
  private static final int GROUP = 4;
  private static final SecureRandom RANDOM = new SecureRandom();

  private TemporaryPassword() {}

  /**
   * @param shortest characters at least
   */
  static String random(int shortest) {
    var text = new StringBuilder(group());
    for (int groups = 1; groups < LEAST_GROUPS || text.length() < shortest; groups++) {
      text.append('-').append(group());
    }
    return text.toString();
  }

  private static String group() {
    return RANDOM
        .ints(GROUP, 0, LETTERS.length())
        .collect(
            StringBuilder::new,
            (group, letter) -> group.append(LETTERS.charAt(letter)),
            StringBuilder::append)
        .toString();
  }
}
