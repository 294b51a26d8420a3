package io.gumzo.sessions;

import io.gumzo.accounts.Me;
import io.gumzo.config.TokensConfig;
import io.gumzo.tokens.AccessTokens;
import io.gumzo.tokens.Principal;
import java.time.Instant;
import java.util.UUID;

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

  Session session(UUID signIn, RefreshToken refreshToken, Me me) {
    var until = Instant.now().plusSeconds(config.accessSeconds());
    return new Session(
        tokens.issue(new Principal(me.id(), signIn, me.role(), until)),
        config.accessSeconds(),
        refreshToken.text(),
        me);
  }
}
