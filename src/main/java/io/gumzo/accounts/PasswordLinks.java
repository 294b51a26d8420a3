package io.gumzo.accounts;

import io.gumzo.tokens.LinkTokens;
import io.gumzo.tokens.LinkTokens.Purpose;
import java.time.Duration;
import java.util.UUID;

/** Links to choose a password by, for rooms that hand them out in other ways than by asking. */
public final class PasswordLinks {
  private PasswordLinks() {}

  /**
   * What follows {@code #/reset/} in the link. It works for an account whose email and hash are
   * these.
   */
  public static String token(
      LinkTokens links,
      UUID account,
      String email,
      boolean verified,
      String passwordHash,
      Duration validFor) {
    return links.sign(
        Purpose.RESET_PASSWORD, account, validFor, bound(email, verified, passwordHash));
  }

  /** What using the link changes, or what makes it somebody else's. */
  static String[] bound(String email, boolean verified, String passwordHash) {
    return new String[] {passwordHash, email, Boolean.toString(verified)};
  }
}
