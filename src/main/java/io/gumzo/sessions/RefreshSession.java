package io.gumzo.sessions;

import io.gumzo.bus.Command;

/**
 * Exchanges a refresh token for new tokens. Each works once: whoever comes with an older one ends
 * the sign-in, for one of the two stole it. Fails with {@code SESSION_ENDED}.
 */
record RefreshSession(String refreshToken, String address, String userAgent) {
  public static final Command<RefreshSession, Session> COMMAND =
      new Command<>("refresh-session", RefreshSession.class, Session.class);

  @Override
  public String toString() {
    return "RefreshSession[…]";
  }
}
