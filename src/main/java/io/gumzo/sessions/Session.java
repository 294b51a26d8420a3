package io.gumzo.sessions;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.gumzo.accounts.Me;

/**
 * What a sign-in or a refresh gives; the contract's {@code Session}.
 *
 * @param refreshToken null when it is in the cookie
 */
record Session(
    String accessToken,
    int expiresInSeconds,
    @JsonInclude(JsonInclude.Include.NON_NULL) String refreshToken,
    Me account) {

  Session withoutRefreshToken() {
    return new Session(accessToken, expiresInSeconds, null, account);
  }

  @Override
  public String toString() {
    return "Session[" + account.id() + "]";
  }
}
