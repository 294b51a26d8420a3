package io.gumzo.config;

import static io.gumzo.config.Rules.inRange;

/**
 * {@code url} is empty (embedded) or {@code
 * postgres://[user[:password]@]host[:port]/database[?sslmode=…]}.
 */
public record PostgresConfig(
    String url,
    String user,
    Secret password,
    int poolSize,
    int connectTimeoutMillis,
    int queryTimeoutMillis) {

  /** Beside those of the pool, each for messages of conversations of its own. */
  public static final int POSTING_CONNECTIONS = 2;

  public PostgresConfig {
    if (!url.isEmpty()) {
      Rules.serverUrl("postgres.url", url, "postgres", "postgresql");
      if (Rules.path(url).isEmpty()) {
        throw new ConfigException(
            "postgres.url: want postgres://user@host:5432/database, the database is missing");
      }
      if (Rules.userInfo(url).user().isEmpty() && user.isEmpty()) {
        throw new ConfigException("postgres.user: want a user, here or in postgres.url");
      }
    }
    inRange("postgres.poolSize", poolSize, 1, 100);
    inRange("postgres.connectTimeoutMillis", connectTimeoutMillis, 100, 60_000);
    inRange("postgres.queryTimeoutMillis", queryTimeoutMillis, 100, 600_000);
  }

  /** The most that a node has. */
  public int connections() {
    return poolSize + POSTING_CONNECTIONS;
  }

  /** Whether Gumzo brings its own PostgreSQL. */
  public boolean embedded() {
    return url.isEmpty();
  }

  public String host() {
    return Rules.host(url);
  }

  public int port() {
    return Rules.port(url, 5432);
  }

  public String database() {
    return Rules.path(url);
  }

  /** The user of the URL, else {@link #user}. */
  public String effectiveUser() {
    var user = Rules.userInfo(url).user();
    return user.isEmpty() ? this.user : user;
  }

  /** The password of the URL, else {@link #password}. */
  public Secret effectivePassword() {
    var password = Rules.userInfo(url).password();
    return password.value().isEmpty() ? this.password : password;
  }

  /**
   * {@code sslmode=require} and other parameters after the question mark, without it; empty when
   * none.
   */
  public String parameters() {
    return Rules.query(url);
  }

  /** Without secrets. */
  @Override
  public String toString() {
    return "PostgresConfig[%s]"
        .formatted(embedded() ? "embedded" : host() + ":" + port() + "/" + database());
  }
}
