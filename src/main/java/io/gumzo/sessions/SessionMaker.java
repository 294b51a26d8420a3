package io.gumzo.sessions;

import io.gumzo.accounts.Me;
import io.gumzo.config.TokensConfig;
import io.gumzo.tokens.AccessTokens;
import io.gumzo.tokens.Principal;
import java.time.Instant;

/** Puts together what a signed-in device receives. */
final class SessionMaker {
  private final AccessTokens tokens;
  private final TokensConfig config;

  SessionMaker(AccessTokens tokens, TokensConfig config) {
    this.tokens = tokens;
    this.config = config;
  }

  int refreshDays() {
    return config.refreshDays();
  }

  Session session(RefreshToken refreshToken, Me me) {
    var until = Instant.now().plusSeconds(config.accessSeconds());
    var principal = new Principal(me.id(), refreshToken.signIn(), me.role(), until);
    return new Session(
        tokens.issue(principal, refreshToken.generation()),
        config.accessSeconds(),
        refreshToken.text(),
        me);
  }
}
