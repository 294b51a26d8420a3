package io.gumzo.sessions;

import io.gumzo.bus.Command;
import java.util.UUID;

/**
 * Exchanges a refresh token for new tokens. The one before the newest answers the newest again, for
 * a minute and until one of the new tokens was used: an answer may be lost, and two tabs may ask at
 * once. Any older one ends the sign-in, because somebody else has a copy. Fails with {@code
 * SESSION_ENDED}; with {@code ANOTHER_ACCOUNT}, and nothing is changed, where the token is not of
 * the account that is meant.
 *
 * @param account whose sign-in is meant; null for whichever the token belongs to
 */
record RefreshSession(String refreshToken, UUID account, String address, String userAgent) {
  public static final Command<RefreshSession, Session> COMMAND =
      new Command<>("refresh-session", RefreshSession.class, Session.class);

  @Override
  public String toString() {
    return "RefreshSession[…]";
  }
}
