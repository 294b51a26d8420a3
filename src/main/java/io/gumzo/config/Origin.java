package io.gumzo.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Web origins, {@code https://host[:port]}, in the one spelling that browsers send. */
public final class Origin {
  private Origin() {}

  /** In lower case and without the scheme's own port; what is no origin is given back as it is. */
  public static String normalised(String origin) {
    try {
      URI uri = new URI(origin.toLowerCase(Locale.ROOT));
      if (uri.getScheme() == null || uri.getHost() == null) {
        return origin;
      }
      boolean isUsual = uri.getPort() < 0 || uri.getPort() == usualPort(uri.getScheme());
      return uri.getScheme() + "://" + uri.getHost() + (isUsual ? "" : ":" + uri.getPort());
    } catch (URISyntaxException none) {
      return origin;
    }
  }

  private static int usualPort(String scheme) {
    return switch (scheme) {
      case "https" -> 443;
      case "http" -> 80;
      default -> -1;
    };
  }
}
