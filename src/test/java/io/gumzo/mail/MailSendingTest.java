package io.gumzo.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.testing.MailServer;
import io.gumzo.testing.MailServer.Received;
import io.gumzo.testing.TestServers;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** From the outbox to a real mail server. */
class MailSendingTest {
  @Test
  void a_mail_goes_out_at_once_as_text_and_as_a_page_and_nothing_of_it_stays() {
    try (var server = MailServer.plain();
        var mails = new TestMails(url(server))) {
      mails.put(mails.mail("asha@example.org"));

      var mail = server.await(1).get(0);
      assertThat(mail.subject()).isEqualTo("Confirm your email for Gumzo");
      assertThat(mail.from()).isEqualTo("Gumzo <gumzo@example.org>");
      assertThat(mail.to()).isEqualTo("asha@example.org");
      assertThat(mail.id()).endsWith("@chat.example.org>");
      assertThat(mail.text())
          .contains("Hello asha", "https://chat.example.org/#/verify/secret-token")
          .doesNotContain("<p>");
      assertThat(mail.html())
          .contains("<p>Hello asha,</p>", "\"https://chat.example.org/#/verify/secret-token\"");
      mails.awaitRows("sent");
      assertThat(mails.count("sent")).isOne();
    }
  }

  @Test
  void a_mail_server_that_is_down_loses_nothing() {
    try (var server = MailServer.plain();
        var mails = new TestMails(url(server))) {
      server.stop();
      var wanted = IntStream.range(0, 20).mapToObj("m%d@example.org"::formatted).toList();
      mails.put(wanted.stream().map(mails::mail).toArray(Mail[]::new));
      mails.awaitRetries(20);
      assertThat(mails.rows()).allMatch(row -> row.startsWith("waiting"));

      server.start();

      assertThat(receivers(server.await(20))).containsExactlyInAnyOrderElementsOf(wanted);
      mails.awaitAllSent();
    }
  }

  @Test
  void of_several_nodes_one_sends_each_mail() {
    try (var server = MailServer.plain();
        var first = new TestMails(url(server));
        var second = new TestMails(first.postgresUrl(), url(server));
        var third = new TestMails(first.postgresUrl(), url(server))) {
      var nodes = List.of(first, second, third);
      for (int number = 0; number < 30; number++) {
        nodes.get(number % 3).put(first.mail("m%d@example.org".formatted(number)));
      }
      first.awaitAllSent();

      assertThat(receivers(server.await(30))).hasSize(30).doesNotHaveDuplicates();
    }
  }

  @Test
  void a_mail_that_is_of_no_use_any_more_is_given_up() {
    try (var server = MailServer.plain();
        var mails = new TestMails(url(server))) {
      server.stop();
      mails.put(mails.mail("late@example.org"));
      TestServers.execute(mails.postgresUrl(), "UPDATE mails SET until = clock_timestamp()");
      mails.awaitRows("failed");
      assertThat(mails.count("failed")).isOne();
    }
  }

  @Test
  void a_mail_to_nobody_is_written_and_goes_nowhere() {
    try (var server = MailServer.plain();
        var mails = new TestMails(url(server))) {
      mails.put(new Mail(null, "nobody@x.org", Template.RESET_PASSWORD, Language.SW, Map.of()));
      mails.put(mails.mail("asha@example.org"));
      assertThat(receivers(server.await(1))).containsExactly("asha@example.org");
      mails.awaitRows("nobody", "sent");
    }
  }

  @Test
  void without_a_server_mails_wait_until_there_is_one() {
    try (var mails = new TestMails(Map.of("mail.url", ""));
        var server = MailServer.plain()) {
      mails.put(mails.mail("asha@example.org"));
      try (var later = new TestMails(mails.postgresUrl(), url(server))) {
        assertThat(receivers(server.await(1))).containsExactly("asha@example.org");
        later.awaitRows("sent");
      }
    }
  }

  @Test
  void it_sends_over_tls_with_a_password_to_a_server_whose_certificate_it_is_given() {
    try (var server = MailServer.locked();
        var mails =
            new TestMails(
                Map.of(
                    "mail.url",
                    "smtps://gumzo:siri%%40kubwa@localhost:%d".formatted(server.port()),
                    "mail.certificates",
                    MailServer.certificate().toString()))) {
      mails.put(mails.mail("asha@example.org"));
      assertThat(receivers(server.await(1))).containsExactly("asha@example.org");
      mails.awaitRows("sent");
    }
  }

  @Test
  void it_trusts_no_server_that_it_cannot_know_and_sends_no_password_in_the_clear() {
    try (var locked = MailServer.locked();
        var plain = MailServer.plain();
        var unknown = new TestMails(Map.of("mail.url", "smtps://localhost:" + locked.port()));
        var clear =
            new TestMails(Map.of("mail.url", "smtp://gumzo:siri@127.0.0.1:" + plain.port()))) {
      for (var mails : List.of(unknown, clear)) {
        mails.put(mails.mail("asha@example.org"));
        mails.awaitRetries(1);
        assertThat(mails.count("sent")).isZero();
      }
    }
  }

  private static Map<String, String> url(MailServer server) {
    return Map.of("mail.url", server.url());
  }

  private static List<String> receivers(List<Received> mails) {
    return mails.stream().map(Received::to).toList();
  }
}
