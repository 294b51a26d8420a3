package io.gumzo.persistence;

import io.gumzo.config.PostgresConfig;
import io.gumzo.config.SslMode;
import io.gumzo.config.TlsConfig;
import io.gumzo.tls.TlsFiles;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.postgresql.PGProperty;
import org.postgresql.ssl.WrappedFactory;

/**
 * The settings as the JDBC driver takes them: for migrations and for the check before the start.
 * They mean the same as those that {@link PersistenceVerticle} gives to the other client.
 */
public final class Jdbc {
  private Jdbc() {}

  public static String url(PostgresConfig config) {
    return "jdbc:postgresql://%s:%d/%s".formatted(config.host(), config.port(), config.database());
  }

  /** Everything but the user and the password. */
  public static Map<String, String> properties(PostgresConfig config) {
    var properties = new HashMap<String, String>();
    var seconds = Integer.toString(Math.max(1, config.connectTimeoutMillis() / 1000));
    properties.put(PGProperty.CONNECT_TIMEOUT.getName(), seconds);
    properties.put(PGProperty.SSL_MODE.getName(), config.sslMode().text());
    if (config.sslMode() != SslMode.DISABLE) {
      properties.put(PGProperty.SSL_FACTORY.getName(), Sockets.class.getName());
      properties.put(PGProperty.SSL_ROOT_CERT.getName(), config.tls().caFile());
      properties.put(PGProperty.SSL_CERT.getName(), config.tls().certificateFile());
      properties.put(PGProperty.SSL_KEY.getName(), config.tls().keyFile());
    }
    return properties;
  }

  /** Made by the driver, whose own one takes keys in another format. Hosts are checked by it. */
  public static final class Sockets extends WrappedFactory {
    public Sockets(Properties properties) {
      var tls =
          new TlsConfig(
              PGProperty.SSL_ROOT_CERT.getOrDefault(properties),
              PGProperty.SSL_CERT.getOrDefault(properties),
              PGProperty.SSL_KEY.getOrDefault(properties));
      var verifies = PGProperty.SSL_MODE.getOrDefault(properties).startsWith("verify-");
      var trust = verifies ? TlsFiles.authorities(tls) : InsecureTrustManagerFactory.INSTANCE;
      factory = TlsFiles.context(tls, trust.getTrustManagers()).getSocketFactory();
    }
  }
}
