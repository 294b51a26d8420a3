package io.gumzo.tokens;

import io.gumzo.bus.Command;

/**
 * Who a browser's cookie belongs to, without using the token up. Fails with {@code SESSION_ENDED}.
 * Served by the sessions.
 */
public record CheckRefreshToken(String refreshToken) {
  public static final Command<CheckRefreshToken, Principal> COMMAND =
      new Command<>("check-refresh-token", CheckRefreshToken.class, Principal.class);

  @Override
  public String toString() {
    return "CheckRefreshToken[…]";
  }
}
