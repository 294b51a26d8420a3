package io.gumzo.sessions;

import io.gumzo.config.HttpConfig;
import io.gumzo.config.HttpConfig.SecureCookies;
import io.gumzo.config.TokensConfig;
import io.gumzo.http.Call;
import io.gumzo.tokens.CheckRefreshToken;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import java.time.Duration;

/** The cookie that keeps a browser signed in: no script reads it, no other site sends it. */
final class RefreshCookie {
  private final SecureCookies secure;
  private final Duration lifetime;

  RefreshCookie(HttpConfig http, TokensConfig tokens) {
    this.secure = http.secureCookies();
    this.lifetime = Duration.ofDays(tokens.refreshDays());
  }

  Cookie of(Call call, String refreshToken) {
    return cookie(call, refreshToken).setMaxAge(lifetime.toSeconds());
  }

  Cookie cleared(Call call) {
    return cookie(call, "").setMaxAge(0);
  }

  private Cookie cookie(Call call, String value) {
    return Cookie.cookie(CheckRefreshToken.COOKIE, value)
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.STRICT)
        .setPath("/")
        .setSecure(
            switch (secure) {
              case ALWAYS -> true;
              case NEVER -> false;
              case AUTO -> call.secure();
            });
  }
}
