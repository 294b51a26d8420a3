package io.gumzo.sessions;

import io.gumzo.config.HttpConfig;
import io.gumzo.config.TokensConfig;
import io.gumzo.http.Call;
import io.gumzo.http.RefreshCookieName;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** The cookie that keeps a browser signed in: no script reads it, no other site sends it. */
final class RefreshCookie {
  private final RefreshCookieName name;
  private final Duration lifetime;

  RefreshCookie(HttpConfig http, TokensConfig tokens) {
    this.name = new RefreshCookieName(http);
    this.lifetime = Duration.ofDays(tokens.refreshDays());
  }

  /** The refresh token that came with the request, or null. */
  String value(Call call) {
    return call.cookie(name.of(call));
  }

  /** Whether it came, and is another sign-in's: somebody else is signed in in that browser now. */
  boolean isOfAnother(Call call, UUID signIn) {
    return Optional.ofNullable(value(call))
        .flatMap(RefreshToken::parse)
        .filter(token -> !token.signIn().equals(signIn))
        .isPresent();
  }

  Cookie of(Call call, String refreshToken) {
    return cookie(call, refreshToken).setMaxAge(lifetime.toSeconds());
  }

  Cookie cleared(Call call) {
    return cookie(call, "").setMaxAge(0);
  }

  private Cookie cookie(Call call, String value) {
    return Cookie.cookie(name.of(call), value)
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.STRICT)
        .setPath("/")
        .setSecure(name.isSecure(call));
  }
}
