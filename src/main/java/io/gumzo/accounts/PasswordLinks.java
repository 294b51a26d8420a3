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

  /** Values that the link's HMAC covers: each changes when the link is used or loses its owner. */
  static String[] bound(String email, boolean verified, String passwordHash) {
    return new String[] {passwordHash, email, Boolean.toString(verified)};
  }
}
