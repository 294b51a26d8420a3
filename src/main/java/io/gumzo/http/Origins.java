package io.gumzo.http;

import io.gumzo.config.HttpConfig;
import io.gumzo.config.Origin;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which pages are this server's own. A browser sets {@code Origin} and {@code Host}, and no page
 * can change them: a page whose origin has the request's own host is ours.
 */
final class Origins {
  private static final Logger LOG = LoggerFactory.getLogger(Origins.class);
  private static final int MOST_LOGGED = 100;

  private final Seldom warnings = new Seldom(Duration.ofMinutes(1));
  private final Set<String> allowed;
  private final String publicUrl;

  Origins(HttpConfig config) {
    this.allowed = Set.copyOf(config.allowedOrigins());
    this.publicUrl = config.publicUrl();
  }

  /**
   * Warns of one that is not, at most once a minute: the configuration may be what is wrong.
   *
   * @param secure the request came over https, here or at a trusted proxy
   */
  boolean isOurs(HttpServerRequest request, boolean secure) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null || origin.equals(publicUrl) || allowed.contains(origin)) {
      return true;
    }
    String host = request.getHeader(HttpHeaders.HOST);
    if (host != null && isOf(host, Origin.normalised(origin), secure)) {
      return true;
    }
    if (warnings.isDue()) {
      LOG.warn(
          "A page of the origin '{}' was refused: this server is '{}' to it, and http.publicUrl is"
              + " '{}'. Where people reach this server at that origin, set http.publicUrl to it.",
          shortened(origin),
          shortened(host),
          publicUrl);
    }
    return false;
  }

  /**
   * A page that came encrypted may be ours even where the request seems not to be: then something
   * in front of this server decrypts and is not trusted to say so. The other way round it is not,
   * because anybody in between could have written that page.
   */
  private static boolean isOf(String host, String origin, boolean secure) {
    return origin.equals(Origin.normalised("https://" + host))
        || !secure && origin.equals(Origin.normalised("http://" + host));
  }

  private static String shortened(String text) {
    return text == null || text.length() <= MOST_LOGGED ? text : text.substring(0, MOST_LOGGED);
  }
}
