package io.gumzo.mail;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.config.GumzoConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A mail server that greets and greets. */
class SlowServerTest {
  private static final String OWN_URL = "https://chat.example.org";

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    get(vertx.close());
  }

  @Test
  void an_attempt_ends_though_the_server_is_never_idle() {
    NetServer server = get(greeting());
    var config =
        GumzoConfig.defaults(
            Map.of(
                "http.publicUrl",
                OWN_URL,
                "mail.url",
                "smtp://127.0.0.1:" + server.actualPort(),
                "mail.from",
                "gumzo@example.org"));
    var carrier = new SmtpCarrier(vertx, config.mail(), OWN_URL, Duration.ofMillis(300));

    var attempt = carrier.carry(mail());

    await().until(attempt::isComplete);
    assertThat(attempt.cause()).isInstanceOf(TimeoutException.class);
    assertThat(carrier.refusal(attempt.cause())).isEqualTo(Carrier.Refusal.NONE);
  }

  private Future<NetServer> greeting() {
    return vertx
        .createNetServer()
        .connectHandler(
            socket -> {
              long again = vertx.setPeriodic(50, tick -> socket.write("220-wait\r\n"));
              socket.closeHandler(closed -> vertx.cancelTimer(again));
            })
        .listen(0, "127.0.0.1");
  }

  private static StoredMail mail() {
    return new StoredMail(
        UUID.randomUUID(),
        "asha@example.org",
        Template.VERIFY_EMAIL,
        Language.EN,
        Map.of("username", "asha", "link", OWN_URL),
        1,
        Instant.EPOCH);
  }
}
