package io.gumzo.persistence;

import io.gumzo.config.PostgresConfig;
import io.gumzo.tls.TlsFiles;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.util.Map;
import javax.net.ssl.X509TrustManager;

/** The settings as the pool's and the pipelines' client takes them; {@link Jdbc} has the others. */
final class ConnectOptions {
  /** A node that stands still within a transaction must not keep the others from its rows. */
  private static final String PAUSED_IN_TRANSACTION_MILLIS = "5000";

  private ConnectOptions() {}

  static PgConnectOptions of(PostgresConfig config) {
    var options =
        new PgConnectOptions()
            .setHost(config.host())
            .setPort(config.port())
            .setDatabase(config.database())
            .setUser(config.effectiveUser())
            .setPassword(config.effectivePassword().value())
            .setCachePreparedStatements(true)
            .setProperties(
                Map.of(
                    "application_name", "gumzo",
                    "DateStyle", "ISO",
                    "client_encoding", "UTF8",
                    "statement_timeout", Integer.toString(config.queryTimeoutMillis()),
                    "idle_in_transaction_session_timeout", PAUSED_IN_TRANSACTION_MILLIS));
    options.setConnectTimeout(config.connectTimeoutMillis());
    encrypt(options, config);
    return options;
  }

  private static void encrypt(PgConnectOptions options, PostgresConfig config) {
    var mode = config.sslMode();
    var verifiesHost = mode == io.gumzo.config.SslMode.VERIFY_FULL;
    options
        .setSslMode(SslMode.of(mode.text()))
        .setTrustAll(!mode.verifies())
        .setHostnameVerificationAlgorithm(verifiesHost ? "HTTPS" : "");
    TlsFiles.add(config.tls(), options);
    if (mode.verifies() && !config.tls().hasCa()) {
      var usual = (X509TrustManager) TlsFiles.authorities(config.tls()).getTrustManagers()[0];
      options.setTrustOptions(TrustOptions.wrap(usual));
    }
  }
}
