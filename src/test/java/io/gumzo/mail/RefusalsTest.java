package io.gumzo.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What becomes of a mail that a server refuses or hangs on, and of the others. */
class RefusalsTest {
  private static final String ASHA = "asha@example.org";

  private final ScriptedServer server = new ScriptedServer();
  private final Logger logger = (Logger) LoggerFactory.getLogger(MailWorker.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(log);
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "550 no such user",
        "550 5.1.1 no such user",
        "551 not here",
        "553 no such name",
        "554 5.2.1 mailbox is disabled",
        "556 5.1.10 that domain takes no mail"
      })
  void a_mail_that_its_receiver_cannot_get_is_given_up(String reply) {
    server.answer("RCPT TO:<" + ASHA, reply);
    try (var mails = new TestMails(server.settings())) {
      mails.put(mails.mail(ASHA), mails.mail("juma@example.org"));
      mails.awaitRows("failed", "sent");
      assertThat(errors()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MAIL FROM | 550 5.7.1 we know no such sender",
        "MAIL FROM | 553 sender address rejected",
        "RCPT TO | 530 5.7.0 authentication required",
        "RCPT TO | 550 5.7.1 relaying denied",
        "RCPT TO | 550 5.1.8 sender's domain is unknown",
        "RCPT TO | 554 your address is on a list",
        "DATA | 554 5.5.1 no valid recipients",
        "content | 550 5.6.0 we do not like what it says",
        "content | 552 5.3.4 too large"
      })
  void a_refusal_that_is_about_us_waits_and_is_an_error(String line, String reply) {
    server.answer(line, reply);
    try (var mails = new TestMails(server.settings())) {
      mails.put(mails.mail(ASHA));
      mails.awaitRetries(1);
      assertThat(mails.rows()).singleElement().asString().startsWith("waiting");
      assertThat(errors()).isPositive();
      assertThat(log.list.toString()).doesNotContain(ASHA);

      server.answer(line, null);
      mails.awaitAllSent();
      assertThat(mails.count("failed")).isZero();
    }
  }

  @Test
  void a_domain_that_hangs_delays_no_other() {
    server.answer("@hangs.example", ScriptedServer.HANG);
    try (var mails = new TestMails(server.settings())) {
      mails.put(
          IntStream.range(0, 2 * MailWorker.AT_ONCE)
              .mapToObj(
                  number ->
                      mails.mail(
                          "m%d@Hangs.example".formatted(number).toLowerCase(java.util.Locale.ROOT)))
              .toArray(Mail[]::new));
      await().until(() -> mails.attempts() == MailWorker.TO_ONE_DOMAIN);

      for (int number = 0; number < 3 * MailWorker.AT_ONCE; number++) {
        mails.put(mails.mail("m%d@takes-%d.example".formatted(number, number % 3)));
      }
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> server.receivers().size() == 3 * MailWorker.AT_ONCE);
      assertThat(mails.attempts()).isEqualTo(MailWorker.TO_ONE_DOMAIN + 3L * MailWorker.AT_ONCE);
    }
  }

  private long errors() {
    return log.list.stream().filter(event -> event.getLevel() == Level.ERROR).count();
  }
}
