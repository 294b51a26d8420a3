package io.gumzo.mail;

import io.gumzo.config.Secret;
import io.gumzo.http.Requests;
import io.netty.util.NetUtil;
import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lets only the person who started Gumzo read the mails that it shows: the key in the address that
 * the console prints is exchanged for a cookie. Requests that came through a proxy are refused even
 * with the key, as far as the proxy says so.
 */
final class DevelopmentKey {
  private static final String PATH = "/dev/mails";
  private static final String PARAMETER = "key";
  private static final Pattern LOCAL =
      Pattern.compile("localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[?::1]?");

  /** Beginnings of the headers by which proxies and content delivery networks show themselves. */
  private static final Set<String> OF_PROXIES =
      Set.of(
          "x-forwarded",
          "forwarded",
          "x-real-ip",
          "x-client-ip",
          "x-cluster-client-ip",
          "x-original-",
          "x-envoy-",
          "x-amzn-",
          "x-azure-",
          "x-appengine-",
          "x-proxy",
          "client-ip",
          "true-client-ip",
          "via",
          "cf-",
          "cdn-",
          "fastly-",
          "fly-");

  private final byte[] key;
  private final String cookieName;

  /**
   * @param port in the cookie's name, because cookies of one host reach every port
   */
  DevelopmentKey(Secret key, int port) {
    this.key = key.value().getBytes(StandardCharsets.UTF_8);
    this.cookieName = "gumzo-mails-" + port;
  }

  /**
   * Runs {@code whenAllowed} for a request with the cookie, {@code otherwise} for one of this
   * machine without it; answers nothing to any other.
   */
  Handler<RoutingContext> guard(
      Handler<RoutingContext> whenAllowed, Handler<RoutingContext> otherwise) {
    return context -> {
      if (!isNear(context)) {
        context.next();
        return;
      }
      String given = context.queryParams().get(PARAMETER);
      Cookie cookie = context.request().getCookie(cookieName);
      if (given != null && matches(given)) {
        exchange(context, given);
      } else if (cookie != null && matches(cookie.getValue())) {
        whenAllowed.handle(context);
      } else {
        otherwise.handle(context);
      }
    };
  }

  /** The key leaves the address bar, and with it the history. */
  private void exchange(RoutingContext context, String given) {
    context
        .response()
        .addCookie(
            Cookie.cookie(cookieName, given)
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure(Requests.secure(context))
                .setPath(PATH))
        .setStatusCode(303)
        .putHeader(HttpHeaders.LOCATION, context.request().path())
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("Referrer-Policy", "no-referrer")
        .end();
  }

  /** In the same time for every wrong key. Without a key nobody gets in. */
  private boolean matches(String given) {
    return key.length > 0 && MessageDigest.isEqual(key, given.getBytes(StandardCharsets.UTF_8));
  }

  /** Not through a proxy, and not by a name that another site's page has led here. */
  private static boolean isNear(RoutingContext context) {
    HostAndPort called = context.request().authority();
    InetAddress peer = NetUtil.createInetAddressFromIpAddressString(Requests.address(context));
    return peer != null
        && peer.isLoopbackAddress()
        && called != null
        && LOCAL.matcher(called.host()).matches()
        && context.request().headers().names().stream().noneMatch(DevelopmentKey::isOfProxy);
  }

  private static boolean isOfProxy(String header) {
    String name = header.toLowerCase(Locale.ROOT);
    return OF_PROXIES.stream().anyMatch(name::startsWith);
  }
}
