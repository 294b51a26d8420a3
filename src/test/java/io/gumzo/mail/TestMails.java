package io.gumzo.mail;

import static io.gumzo.testing.Futures.get;
import static org.awaitility.Awaitility.await;

import io.gumzo.bus.Bus;
import io.gumzo.config.GumzoConfig;
import io.gumzo.persistence.Database;
import io.gumzo.persistence.PersistenceVerticle;
import io.gumzo.testing.TestServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The outbox of one node, on a database of its own or on another's. */
final class TestMails implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.of(vertx);
  private final String postgresUrl;
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private Database database;

  TestMails(String postgresUrl, Map<String, String> settings) {
    this.postgresUrl = postgresUrl;
    var all = new HashMap<String, String>();
    all.put("postgres.url", postgresUrl);
    all.put("http.publicUrl", "https://chat.example.org");
    all.put("mail.from", "Gumzo <gumzo@example.org>");
    all.put("mail.retryMillis", "100");
    all.putAll(settings);
    var config = GumzoConfig.defaults(all);
    get(
        vertx.deployVerticle(
            new PersistenceVerticle(
                bus,
                config.postgres(),
                opened -> {
                  database = opened;
                  return List.of(
                      new MailService(vertx, config.mail(), config.ownUrl(), opened, metrics));
                })));
  }

  TestMails(Map<String, String> settings) {
    this(TestServers.freshPostgresUrl(), settings);
  }

  String postgresUrl() {
    return postgresUrl;
  }

  /** Committed and told. */
  void put(Mail... mails) {
    get(
        database.transaction(
            transaction -> {
              var written = Future.<Void>succeededFuture();
              for (Mail mail : mails) {
                written = written.compose(next -> MailOutbox.put(transaction, mail));
              }
              return written;
            }));
    bus.tell(MailOutbox.WAITING, new MailOutbox.Waiting());
  }

  /** Somebody's, who is made for it. */
  Mail mail(String to) {
    return new Mail(
        account(),
        to,
        Template.VERIFY_EMAIL,
        Language.EN,
        Map.of("username", "asha", "link", "https://chat.example.org/#/verify/secret-token"));
  }

  /** Rows as {@code state recipient parameters}, oldest first. */
  List<String> rows() {
    try (var connection = TestServers.connect(postgresUrl);
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT concat_ws(' ', state, recipient, parameters) FROM mails ORDER BY id")) {
      var all = new ArrayList<String>();
      while (rows.next()) {
        all.add(rows.getString(1));
      }
      return all;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** How often all of them were taken to be sent. */
  long attempts() {
    return TestServers.count(
        postgresUrl, "mails CROSS JOIN LATERAL generate_series(1, mails.attempts)");
  }

  void awaitRows(String... rows) {
    await().atMost(Duration.ofSeconds(20)).until(() -> rows().equals(List.of(rows)));
  }

  void awaitAllSent() {
    await().atMost(Duration.ofSeconds(20)).until(() -> rows().stream().allMatch("sent"::equals));
  }

  double count(String outcome) {
    return metrics.get("gumzo.mails").tag("outcome", outcome).counter().count();
  }

  void awaitRetries(int least) {
    // The mail server's own threads may end with an exception then.
    await()
        .dontCatchUncaughtExceptions()
        .atMost(Duration.ofSeconds(20))
        .until(() -> count("retried") >= least);
  }

  @Override
  public void close() {
    get(vertx.close());
  }

  private UUID account() {
    UUID id = UUID.randomUUID();
    TestServers.execute(
        postgresUrl,
        """
        INSERT INTO accounts (id, username, email, first_name, last_name, display_name, display_key,
                              password_hash)
        VALUES ('%1$s', '%1$s', '%1$s@example.org', 'A', 'M', 'A', 'a', 'x')
        """
            .formatted(id));
    return id;
  }
}
