package io.gumzo.config;

import static io.gumzo.config.Rules.inRange;

/**
 * {@code url} is empty (embedded) or {@code redis[s]://[[user]:password@]host[:port][/database]}.
 */
public record RedisConfig(String url, int timeoutMillis, TlsConfig tls) {

  private static final String TLS = "rediss:";

  public RedisConfig {
    if (!url.isEmpty()) {
      Rules.serverUrl("redis.url", url, "redis", "rediss");
      var database = Rules.path(url);
      if (!database.matches("\\d{0,4}")) {
        throw new ConfigException(
            "redis.url: want a number after the last slash, have '%s'".formatted(database));
      }
    }
    inRange("redis.timeoutMillis", timeoutMillis, 100, 60_000);
    tls.check("redis.tls");
    if (!tls.isEmpty() && !url.startsWith(TLS)) {
      throw new ConfigException("redis.url: want rediss://host:port, because redis.tls is given");
    }
  }

  /** Whether Gumzo brings its own Redis. */
  public boolean embedded() {
    return url.isEmpty();
  }

  /** Whether the connection is encrypted. */
  public boolean encrypted() {
    return url.startsWith(TLS);
  }

  public String host() {
    return Rules.host(url);
  }

  public int port() {
    return Rules.port(url, 6379);
  }

  /** The user of the URL; empty when none. */
  public String user() {
    return Rules.userInfo(url).user();
  }

  /** The password of the URL; empty when none. */
  public Secret password() {
    return Rules.userInfo(url).password();
  }

  public int database() {
    var path = Rules.path(url);
    return path.isEmpty() ? 0 : Integer.parseInt(path);
  }

  /** Without secrets. */
  @Override
  public String toString() {
    return "RedisConfig[%s]"
        .formatted(embedded() ? "embedded" : host() + ":" + port() + "/" + database());
  }
}
