package io.gumzo.accounts;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Answer;
import io.gumzo.testing.DetailApi;
import io.gumzo.testing.MailServer;
import io.gumzo.testing.Person;
import io.gumzo.testing.Socket;
import io.gumzo.testing.TestServers;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Forgotten and changed passwords. */
class PasswordChangeTest {
  private static final String NEW = "jua-kali-leo-asubuhi";
  private static MailedLinks server;

  @BeforeAll
  static void start() {
    server = new MailedLinks(Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void a_forgotten_password_is_replaced_by_the_link_once_and_everything_signed_in_ends() {
    var asha = Person.signUp(server.api());
    try (var socket = get(Socket.ready(server.node.port(), asha.token()))) {
      String token = server.resetToken(asha, 1);
      String second = server.resetToken(asha, 2);

      get(server.api().resetPassword(token, NEW)).want(204);

      assertThat(get(socket.closed())).isEqualTo(4504);
      get(server.api().getMe(asha.token())).want(401);
      get(server.api().refreshSession(asha.refreshToken())).want(401);
      get(server.api().signIn(asha.username(), Person.PASSWORD)).want(401);
      var again = get(server.api().signIn(asha.username(), NEW)).want(201);
      assertThat(again.body().getJsonObject("account").getBoolean("emailVerified")).isTrue();
      for (String used : List.of(token, second, server.verifyToken(asha, 1))) {
        mustBeInvalid(get(server.api().resetPassword(used, "tena-na-tena-kabisa")));
      }
      server.mails.awaitTo(MailedLinks.email(asha), 4);
      assertThat(server.mails.to(MailedLinks.email(asha)))
          .extracting(MailServer.Received::subject)
          .contains("Your Gumzo password was changed");
    }
  }

  @Test
  void strangers_cannot_use_up_the_mails_that_replace_a_password() {
    var asha = Person.signUp(server.api());
    var limited =
        server
            .cluster
            .local(Map.of("throttle.mailTo.burst", "5", "throttle.mailTo.everyMillis", "300000"))
            .api();
    for (int stranger = 0; stranger < 8; stranger++) {
      get(limited.requestPasswordReset(MailedLinks.email(asha))).want(202);
    }

    await().until(() -> server.resetTokens(asha).size() == 5);
    get(limited.requestPasswordReset(MailedLinks.email(asha))).want(202);

    get(limited.resetPassword(server.resetTokens(asha).getLast(), NEW)).want(204);

    await().until(() -> server.mails.to(MailedLinks.email(asha)).size() == 7);
    assertThat(server.resetTokens(asha)).hasSize(5);
  }

  @Test
  void a_mail_is_in_the_language_that_its_receiver_chose() {
    var asha = Person.signUp(server.api());
    get(server.api().changeSettings(asha.token(), new JsonObject().put("language", "sw")))
        .want(200);

    server.resetToken(asha, 1);

    assertThat(server.mails.to(MailedLinks.email(asha)))
        .extracting(MailServer.Received::subject)
        .contains("Chagua nenosiri jipya la Gumzo");
  }

  @Test
  void a_password_that_breaks_a_rule_leaves_the_link_as_good_as_it_was() {
    var asha = Person.signUp(server.api());
    String token = server.resetToken(asha, 1);
    for (var broken :
        Map.of(
                "short",
                "minLength",
                "12345678901",
                "notOnlyDigits",
                "password123",
                "notCommon",
                asha.username(),
                "notSimilar")
            .entrySet()) {
      var answer = get(server.api().resetPassword(token, broken.getKey())).want(400);
      assertThat(rules(answer)).containsExactly("password " + broken.getValue());
    }
    get(server.api().resetPassword(token, NEW)).want(204);
  }

  @Test
  void of_many_resets_at_once_one_counts() {
    var asha = Person.signUp(server.api());
    String token = server.resetToken(asha, 1);
    List<Future<Answer>> uses =
        IntStream.range(0, 6)
            .mapToObj(use -> server.api().resetPassword(token, NEW + use))
            .toList();
    get(Future.join(uses));
    assertThat(uses.stream().map(use -> use.result().status()))
        .containsOnly(204, 410)
        .containsOnlyOnce(204);
    int winner =
        IntStream.range(0, 6)
            .filter(use -> uses.get(use).result().status() == 204)
            .findFirst()
            .orElseThrow();
    get(server.api().signIn(asha.username(), NEW + winner)).want(201);
  }

  @Test
  void a_changed_password_keeps_this_device_and_ends_the_others() {
    var laptop = Person.signUp(server.api());
    var phone = laptop.onAnotherDevice(server.api());
    try (var laptops = get(Socket.ready(server.node.port(), laptop.token()));
        var phones = get(Socket.ready(server.node.port(), phone.token()))) {

      get(server.api().changePassword(laptop.token(), Person.PASSWORD, NEW)).want(204);

      assertThat(get(phones.closed())).isEqualTo(4504);
      get(server.api().getMe(phone.token())).want(401);
      get(server.api().refreshSession(phone.refreshToken())).want(401);
      get(server.api().getMe(laptop.token())).want(200);
      get(laptop.refresh(server.api()));
      await().until(() -> !laptops.events(laptop.id()).isEmpty());
      assertThat(laptops.closed().isComplete()).isFalse();
      get(server.api().signIn(laptop.username(), Person.PASSWORD)).want(401);
      get(server.api().signIn(laptop.username(), NEW)).want(201);
    }
  }

  @Test
  void the_current_password_must_be_right_and_wrong_ones_back_off() {
    var asha = Person.signUp(server.api());
    var wrong = get(server.api().changePassword(asha.token(), "si-hii-kabisa", NEW)).want(400);
    assertThat(rules(wrong)).containsExactly("current wrong");
    var weak = get(server.api().changePassword(asha.token(), Person.PASSWORD, "1234567890"));
    assertThat(rules(weak.want(400))).containsExactly("password notOnlyDigits");

    List<Integer> answers =
        IntStream.range(0, 8)
            .map(
                attempt ->
                    get(server.api().changePassword(asha.token(), "si-hii-kabisa", NEW)).status())
            .boxed()
            .toList();
    assertThat(answers).startsWith(400).endsWith(429);
  }

  @Test
  void nobody_stays_signed_in_with_the_password_that_is_being_changed() {
    var patient =
        server.cluster.local(Map.of("throttle.signInAccount.freeFailures", "10000")).api();
    var laptop = Person.signUp(patient);
    var signIns = new ArrayList<Future<Answer>>();
    for (int before = 0; before < 6; before++) {
      signIns.add(patient.signIn(laptop.username(), Person.PASSWORD));
    }
    var change = patient.changePassword(laptop.token(), Person.PASSWORD, NEW);
    for (int after = 0; after < 12; after++) {
      signIns.add(patient.signIn(laptop.username(), Person.PASSWORD));
    }
    get(Future.join(signIns).otherwiseEmpty());
    get(change).want(204);

    for (var signIn : signIns) {
      if (signIn.result().status() == 201) {
        get(patient.refreshSession(signIn.result().text("refreshToken"))).want(401);
      }
    }
  }

  @Test
  void of_two_changes_at_once_one_counts() {
    var laptop = Person.signUp(server.api());
    var changes =
        IntStream.range(0, 3)
            .mapToObj(
                change ->
                    server.api().changePassword(laptop.token(), Person.PASSWORD, NEW + change))
            .toList();
    get(Future.join(changes));
    assertThat(changes.stream().map(change -> change.result().status()))
        .containsOnly(204, 400)
        .containsOnlyOnce(204);
  }

  @Test
  void an_email_that_nobody_has_is_answered_with_the_same_work_and_no_mail() {
    var asha = Person.signUp(server.api());
    String nobody = UUID.randomUUID() + "@example.org";

    var known = get(server.api().requestPasswordReset(MailedLinks.email(asha))).want(202);
    var unknown = get(server.api().requestPasswordReset(nobody)).want(202);

    assertThat(unknown.body()).isEqualTo(known.body());
    assertThat(unknown.headers().names())
        .containsExactlyInAnyOrderElementsOf(known.headers().names());
    server.mails.awaitTo(MailedLinks.email(asha), 2);
    assertThat(server.mails.to(nobody)).isEmpty();
    TestServers.execute(
        server.cluster.postgresUrl(),
        """
        DO $$ BEGIN
          ASSERT (SELECT count(*) FROM mails WHERE state = 'nobody' AND recipient IS NULL) >= 1;
        END $$
        """);
  }

  @Test
  void what_is_no_email_is_refused() {
    assertThat(rules(get(server.api().requestPasswordReset("not an email")).want(400)))
        .containsExactly("email email");
  }

  @Test
  void links_of_an_account_that_was_deleted_are_worth_nothing() {
    var asha = Person.signUp(server.api());
    String verify = server.verifyToken(asha, 1);
    String reset = server.resetToken(asha, 1);
    get(server.api().deleteMe(asha.token(), Person.PASSWORD, "keep")).want(204);

    mustBeInvalid(get(server.api().resetPassword(reset, NEW)));
    mustBeInvalid(get(server.api().verifyEmail(verify)));
  }

  @Test
  void a_link_to_an_email_that_is_asked_for_again_is_worth_nothing() {
    var asha = Person.signUp(server.api());
    var details = new DetailApi(server.api());
    String email = VerifiedOnly.freshEmail();
    get(details.requestEmail(asha.token(), email)).want(200);
    String cancelled = server.token(email, "/#/confirm-email/", 1);
    get(details.cancelEmail(asha.token())).want(204);
    get(details.requestEmail(asha.token(), email)).want(200);

    mustBeInvalid(get(details.confirmEmail(cancelled)));
  }

  private static List<String> rules(Answer answer) {
    return answer.body().getJsonArray("errors").stream()
        .map(JsonObject.class::cast)
        .map(error -> error.getString("field") + " " + error.getString("rule"))
        .toList();
  }

  private static void mustBeInvalid(Answer answer) {
    assertThat(answer.want(410).text("type")).isEqualTo("/problems/link-not-valid");
  }
}
