package io.gumzo.sessions;

import io.gumzo.bus.Command;

/**
 * Exchanges a refresh token for new tokens. The one before the newest answers the newest again, for
 * a minute and until one of the new tokens was used: an answer may be lost, and two tabs may ask at
 * once. Any older one ends the sign-in, because somebody else has a copy. Fails with {@code
 * SESSION_ENDED}.
 */
record RefreshSession(String refreshToken, String address, String userAgent) {
  public static final Command<RefreshSession, Session> COMMAND =
      new Command<>("refresh-session", RefreshSession.class, Session.class);

  @Override
  public String toString() {
    return "RefreshSession[…]";
  }
}
