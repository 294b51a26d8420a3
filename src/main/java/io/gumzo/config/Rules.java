package io.gumzo.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rules that several sections share; each failure names the key, what is wanted and what is there.
 */
final class Rules {
  private Rules() {}

  static void inRange(String key, long value, long least, long most) {
    if (value < least || value > most) {
      throw new ConfigException("%s: want %d..%d, have %d".formatted(key, least, most, value));
    }
  }

  static void notBlank(String key, String value) {
    if (value.isBlank()) {
      throw new ConfigException("%s: want a value, have none".formatted(key));
    }
  }

  /** {@code https://host[:port]} and nothing after it, as {@link Origin} spells it. */
  static String origin(String key, String value) {
    var uri = uri(key, value);
    var bare = uri.getRawPath() == null || uri.getRawPath().isEmpty();
    var web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    if (!web
        || uri.getHost() == null
        || !bare
        || uri.getRawQuery() != null
        || uri.getRawUserInfo() != null) {
      throw new ConfigException(
          "%s: want https://host or https://host:port, have '%s'".formatted(key, value));
    }
    return Origin.normalised(value);
  }

  /** An IP address, or a network as {@code 10.0.0.0/8}. */
  static void network(String key, String value) {
    var slash = value.indexOf('/');
    var address = slash < 0 ? value : value.substring(0, slash);
    var six = address.contains(":") && address.matches("[0-9A-Fa-f:.]{2,45}");
    var four =
        address.matches("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
    var bits = slash < 0 ? "0" : value.substring(slash + 1);
    if (!(six || four) || !bits.matches("\\d{1,3}") || Integer.parseInt(bits) > (six ? 128 : 32)) {
      throw new ConfigException(
          "%s: want an address or a network such as 10.0.0.0/8, have '%s'".formatted(key, value));
    }
  }

  /**
   * A URL with one of {@code schemes} and a host; what it holds is not repeated, it may be a
   * password.
   */
  static void serverUrl(String key, String value, String... schemes) {
    var uri = uri(key, value);
    if (uri.getScheme() == null
        || !List.of(schemes).contains(uri.getScheme())
        || uri.getHost() == null) {
      throw new ConfigException(
          "%s: want %s://host:port, have something else".formatted(key, schemes[0]));
    }
  }

  /** A name without a port; {@code *.example.org} stands for each name that ends so. */
  static void hostName(String key, String value) {
    if (!value.matches("(\\*\\.)?[a-z0-9_-]+(\\.[a-z0-9_-]+)*")) {
      throw new ConfigException(
          "%s: want a name such as gumzo.internal or *.example.org, have '%s'"
              .formatted(key, value));
    }
  }

  /** A name or an address that leads to this machine alone. */
  static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost") || host.equals("::1") || host.startsWith("127.");
  }

  static String host(String url) {
    var host = URI.create(url).getHost();
    return host == null ? "" : host;
  }

  static int port(String url, int standard) {
    var port = URI.create(url).getPort();
    return port < 0 ? standard : port;
  }

  /** The path without its leading slash. */
  static String path(String url) {
    var path = URI.create(url).getPath();
    return path == null || path.length() < 2 ? "" : path.substring(1);
  }

  static String query(String url) {
    var query = URI.create(url).getRawQuery();
    return query == null ? "" : query;
  }

  /** What follows the question mark, by name. */
  static Map<String, String> parameters(String url) {
    var parameters = new LinkedHashMap<String, String>();
    for (var part : query(url).split("&", -1)) {
      if (!part.isEmpty()) {
        var equals = part.indexOf('=');
        parameters.put(
            decode(equals < 0 ? part : part.substring(0, equals)),
            equals < 0 ? "" : decode(part.substring(equals + 1)));
      }
    }
    return parameters;
  }

  /** User and password of a URL, decoded; empty when missing. */
  static UserInfo userInfo(String url) {
    var raw = URI.create(url).getRawUserInfo();
    if (raw == null) {
      return new UserInfo("", new Secret(""));
    }
    var colon = raw.indexOf(':');
    return colon < 0
        ? new UserInfo(decode(raw), new Secret(""))
        : new UserInfo(
            decode(raw.substring(0, colon)), new Secret(decode(raw.substring(colon + 1))));
  }

  record UserInfo(String user, Secret password) {}

  private static String decode(String raw) {
    return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static URI uri(String key, String value) {
    try {
      return new URI(value);
    } catch (URISyntaxException malformed) {
      throw new ConfigException("%s: want a URL, have something else".formatted(key));
    }
  }
}
