package io.gumzo.persistence;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gumzo.bus.Bus;
import io.gumzo.config.GumzoConfig;
import io.gumzo.config.TlsConfig;
import io.gumzo.testing.Certificates;
import io.gumzo.testing.TestServers;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A PostgreSQL with TLS, and each way of trusting it: by the pool, the pipeline and migrations. */
class PostgresTlsTest {
  private static final String TLS =
      "SELECT concat_ws(' ', ssl, client_dn) AS tls FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
  private static final Certificates CERTIFICATES = new Certificates();
  private static final Certificates FOREIGN = new Certificates();
  private static String url;

  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.of(vertx);
  private Database database;

  @BeforeAll
  static void encrypt() {
    url = TestServers.freshPostgresUrl();
    set("ssl_cert_file", CERTIFICATES.file("server.pem"));
    set("ssl_key_file", CERTIFICATES.file("server.key"));
    set("ssl_ca_file", CERTIFICATES.file("ca.pem"));
    set("ssl", "on");
    reload();
    var config = config("localhost", "sslmode=require", TlsConfig.NONE);
    await().ignoreExceptions().until(() -> Migrations.run(config.postgres()) >= 0);
  }

  @AfterAll
  static void decrypt() {
    for (String name : List.of("ssl", "ssl_cert_file", "ssl_key_file", "ssl_ca_file")) {
      TestServers.execute(url, "ALTER SYSTEM RESET " + name);
    }
    reload();
  }

  @AfterEach
  void stop() {
    get(vertx.close());
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, '', f",
    "127.0.0.1, sslmode=disable, f",
    "127.0.0.1, sslmode=allow, f",
    "127.0.0.1, sslmode=prefer, t",
    "127.0.0.1, sslmode=require, t"
  })
  void without_a_check_it_is_encrypted_as_the_mode_says(
      String host, String mode, String encrypted) {
    assertThat(connect(config(host, mode, TlsConfig.NONE))).containsOnly(encrypted);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, sslmode=require",
    "127.0.0.1, sslmode=verify-ca",
    "localhost, sslmode=verify-full"
  })
  void a_certificate_that_fits_is_taken(String host, String mode) {
    assertThat(connect(config(host, mode, CERTIFICATES.trust()))).containsOnly("t");
    var inUrl = mode + "&sslrootcert=" + CERTIFICATES.file("ca.pem");
    assertThat(connect(config(host, inUrl, TlsConfig.NONE))).containsOnly("t");
  }

  @ParameterizedTest
  @ValueSource(strings = {"require", "verify-ca", "verify-full"})
  void a_certificate_of_another_authority_is_refused(String mode) {
    refused(config("localhost", "sslmode=" + mode, FOREIGN.trust()));
  }

  @Test
  void a_certificate_of_another_host_is_refused() {
    refused(config("127.0.0.1", "sslmode=verify-full", CERTIFICATES.trust()));
  }

  @Test
  void without_a_file_the_usual_authorities_are_asked() {
    refused(config("localhost", "sslmode=verify-full", TlsConfig.NONE));
  }

  @Test
  void a_certificate_of_our_own_is_shown() {
    var config = config("localhost", "sslmode=verify-full", CERTIFICATES.both("client"));
    assertThat(connect(config)).containsOnly("t /CN=gumzo");
  }

  /** What the pool's and the pipeline's connections are; the migrations have run then. */
  private List<String> connect(GumzoConfig config) {
    String verticle = deploy(config);
    var found =
        List.of(
            get(database.query(TLS)).iterator().next().getString("tls"),
            get(database.pipeline().query(TLS)).iterator().next().getString("tls"));
    get(vertx.undeploy(verticle));
    return found;
  }

  private void refused(GumzoConfig config) {
    assertThatThrownBy(() -> Migrations.run(config.postgres()))
        .hasMessageMatching("(?s).*(SSL error|could not be verified).*");
    assertThatThrownBy(() -> get(PgConnection.connect(vertx, ConnectOptions.of(config.postgres()))))
        .hasStackTraceContaining("SSL handshake failed");
  }

  private String deploy(GumzoConfig config) {
    return get(vertx.deployVerticle(new PersistenceVerticle(bus, config.postgres(), this::keep)));
  }

  private List<Service> keep(Database opened) {
    database = opened;
    return List.of();
  }

  private static GumzoConfig config(String host, String parameters, TlsConfig tls) {
    var all = new HashMap<String, String>();
    all.put("postgres.url", url.replace("127.0.0.1", host) + "?" + parameters);
    all.put("postgres.tls.caFile", tls.caFile());
    all.put("postgres.tls.certificateFile", tls.certificateFile());
    all.put("postgres.tls.keyFile", tls.keyFile());
    return GumzoConfig.defaults(Map.copyOf(all));
  }

  private static void set(String name, String value) {
    TestServers.execute(url, "ALTER SYSTEM SET %s = '%s'".formatted(name, value));
  }

  private static void reload() {
    TestServers.execute(url, "SELECT pg_reload_conf()");
  }
}
