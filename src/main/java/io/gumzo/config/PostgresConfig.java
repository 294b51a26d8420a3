package io.gumzo.config;

import static io.gumzo.config.Rules.inRange;

import java.util.List;
import java.util.Map;

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
    int queryTimeoutMillis,
    TlsConfig tls) {

  /** Beside those of the pool, each for messages of conversations of its own. */
  public static final int POSTING_CONNECTIONS = 2;

  private static final String SSL_MODE = "sslmode";
  private static final List<String> PARAMETERS =
      List.of(SSL_MODE, "sslrootcert", "sslcert", "sslkey");

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
      tls = ofUrl(url, tls);
      checkMode(url, tls);
    }
    tls.check("postgres.tls");
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
   * As the URL says. Without a word: {@link SslMode#DISABLE} on this machine, else {@link
   * SslMode#PREFER}. {@code require} checks the certificate where there is something to check it
   * against.
   */
  public SslMode sslMode() {
    var mode = mode(url);
    return mode == SslMode.REQUIRE && tls.hasCa() ? SslMode.VERIFY_CA : mode;
  }

  /** Without secrets. */
  @Override
  public String toString() {
    return "PostgresConfig[%s]"
        .formatted(embedded() ? "embedded" : host() + ":" + port() + "/" + database());
  }

  private static SslMode mode(String url) {
    var given = parameters(url).get(SSL_MODE);
    if (given == null) {
      return Rules.isLoopback(Rules.host(url)) ? SslMode.DISABLE : SslMode.PREFER;
    }
    return SslMode.of(given)
        .orElseThrow(
            () ->
                new ConfigException(
                    "postgres.url: want sslmode=disable, allow, prefer, require, verify-ca or"
                        + " verify-full, have '%s'".formatted(given)));
  }

  private static void checkMode(String url, TlsConfig tls) {
    var mode = mode(url);
    if (mode == SslMode.VERIFY_CA && !tls.hasCa()) {
      throw new ConfigException("postgres.tls.caFile: want a file, because sslmode is verify-ca");
    }
    if (!tls.isEmpty() && mode.compareTo(SslMode.REQUIRE) < 0) {
      throw new ConfigException(
          "postgres.url: want sslmode=require, verify-ca or verify-full, because postgres.tls is"
              + " given");
    }
  }

  /** The files that the URL names, as PostgreSQL's own connection strings do, over those of tls. */
  private static TlsConfig ofUrl(String url, TlsConfig tls) {
    var parameters = parameters(url);
    return new TlsConfig(
        parameters.getOrDefault("sslrootcert", tls.caFile()),
        parameters.getOrDefault("sslcert", tls.certificateFile()),
        parameters.getOrDefault("sslkey", tls.keyFile()));
  }

  private static Map<String, String> parameters(String url) {
    var parameters = Rules.parameters(url);
    for (var name : parameters.keySet()) {
      if (!PARAMETERS.contains(name)) {
        throw new ConfigException(
            "postgres.url: want no parameters but %s, have '%s'"
                .formatted(String.join(", ", PARAMETERS), name));
      }
    }
    return parameters;
  }
}
