package io.gumzo.http;

import io.gumzo.config.HttpConfig;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;

/**
 * The name of the cookie that keeps a browser signed in, for each of its origins another one: with
 * the port of the page, because cookies ignore ports and would be shared by two servers on one
 * host, and with the prefix {@code __Host-} where it is secure, because no other host of the domain
 * can plant such a cookie. The page's port is the one of its {@code Origin}: a proxy leaves that as
 * it is, and all nodes behind it see the same.
 */
public final class RefreshCookieName {
  private static final String NAME = "gumzo_refresh";
  private static final String HOST_PREFIX = "__Host-";

  private final HttpConfig.SecureCookies secure;

  public RefreshCookieName(HttpConfig config) {
    this.secure = config.secureCookies();
  }

  /** Whether the cookie carries {@code Secure}. */
  public boolean isSecure(Call call) {
    return isSecure(call.secure());
  }

  public String of(Call call) {
    return name(call.header("Origin"), call.header("Host"), call.secure());
  }

  /** The value of the cookie, or null. */
  public String value(RoutingContext context) {
    HttpServerRequest request = context.request();
    Cookie cookie =
        request.getCookie(
            name(request.getHeader("Origin"), request.getHeader("Host"), Requests.secure(context)));
    return cookie == null ? null : cookie.getValue();
  }

  private boolean isSecure(boolean https) {
    return switch (secure) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO -> https;
    };
  }

  private String name(String origin, String host, boolean https) {
    int port = port(origin == null ? "http://" + host : origin);
    return (isSecure(https) ? HOST_PREFIX : "") + NAME + (port < 0 ? "" : "_" + port);
  }

  /** Negative where none is named. */
  private static int port(String url) {
    try {
      return URI.create(url).getPort();
    } catch (IllegalArgumentException malformed) {
      return -1;
    }
  }
}
