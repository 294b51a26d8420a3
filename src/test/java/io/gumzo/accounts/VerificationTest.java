package io.gumzo.accounts;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.problem.ProblemType;
import io.gumzo.testing.Admins;
import io.gumzo.testing.Answer;
import io.gumzo.testing.Api;
import io.gumzo.testing.Authenticator;
import io.gumzo.testing.DetailApi;
import io.gumzo.testing.Person;
import io.gumzo.testing.RawHttp;
import io.gumzo.testing.Socket;
import io.gumzo.testing.TestServers;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From the mail to the verified email. */
class VerificationTest {
  private static final String NEW = "jua-kali-leo-asubuhi";
  private static final String ACTIVITY = "activity WHERE type = '%s' AND account_id = '%%s'";
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
  void signing_up_sends_a_link_that_verifies_and_tells_every_device() {
    var asha = Person.signUp(server.api());
    assertThat(server.me(asha).getBoolean("emailVerified")).isFalse();
    var mail = server.mails.awaitTo(MailedLinks.email(asha), 1);
    assertThat(mail.link()).startsWith("https://chat.example.org/#/verify/");
    assertThat(mail.text()).contains(asha.username());
    try (var socket = get(Socket.ready(server.node.port(), asha.token()))) {

      get(server.api().verifyEmail(server.verifyToken(asha, 1))).want(204);

      assertThat(server.me(asha).getBoolean("emailVerified")).isTrue();
      await().until(() -> !socket.events(asha.id()).isEmpty());
      assertThat(socket.events(asha.id()).getFirst().getString("type")).isEqualTo("email-verified");
    }
  }

  @Test
  void of_many_uses_at_once_one_counts_and_all_say_that_it_is_confirmed() {
    var asha = Person.signUp(server.api());
    String token = server.verifyToken(asha, 1);

    List<Future<Answer>> uses =
        IntStream.range(0, 8).mapToObj(use -> server.api().verifyEmail(token)).toList();
    get(Future.join(uses));

    assertThat(uses.stream().map(use -> use.result().status())).containsOnly(204);
    get(server.api().verifyEmail(token)).want(204);
    assertThat(rows("events WHERE stream_id = '%s' AND type = 'email-verified'", asha))
        .isEqualTo(1);
    get(server.api().deleteMe(asha.token(), Person.PASSWORD, "keep")).want(204);
    await().until(() -> rows(ACTIVITY.formatted("account-deleted"), asha) == 1);
    assertThat(rows(ACTIVITY.formatted("email-verified"), asha)).isEqualTo(1);
  }

  @Test
  void a_second_click_says_nothing_of_an_account_with_another_password_nor_of_one_that_is_gone() {
    var asha = Person.signUp(server.api());
    var juma = Person.signUp(server.api());
    var suspended = Person.signUp(server.api());
    for (Person each : List.of(asha, juma, suspended)) {
      get(server.api().verifyEmail(server.verifyToken(each, 1))).want(204);
    }
    get(server.api().changePassword(asha.token(), Person.PASSWORD, NEW)).want(204);
    get(server.api().deleteMe(juma.token(), Person.PASSWORD, "keep")).want(204);
    Admins.suspend(server.node, suspended);

    mustBeInvalid(get(server.api().verifyEmail(server.verifyToken(asha, 1))));
    mustBeInvalid(get(server.api().verifyEmail(server.verifyToken(juma, 1))));
    get(server.api().verifyEmail(server.verifyToken(suspended, 1))).want(204);
  }

  @Test
  void a_link_is_sent_again_on_request_but_not_once_verified() {
    var asha = Person.signUp(server.api());
    get(server.api().requestVerification(asha.token())).want(204);
    get(server.api().verifyEmail(server.verifyToken(asha, 2))).want(204);

    get(server.api().requestVerification(asha.token())).want(204);

    var other = Person.signUp(server.api());
    server.mails.awaitTo(MailedLinks.email(other), 1);
    assertThat(server.mails.to(MailedLinks.email(asha))).hasSize(2);
  }

  @Test
  void mails_are_in_the_language_of_the_request() {
    var asha = Person.signUp(server.api());
    var answer =
        get(
            RawHttp.ask(
                server.node.port(),
                HttpMethod.POST,
                "/api/v1/me/verification",
                Map.of(
                    "Authorization",
                    "Bearer " + asha.token(),
                    "Accept-Language",
                    "sw-KE,sw;q=0.9,en;q=0.8"),
                null));
    assertThat(answer.status()).isEqualTo(204);
    server.mails.awaitTo(MailedLinks.email(asha), 2);
    assertThat(server.mails.to(MailedLinks.email(asha)))
        .extracting(mail -> mail.text().lines().findFirst().orElseThrow())
        .containsExactlyInAnyOrder(
            "Hello " + asha.username() + ",", "Habari " + asha.username() + ",");
  }

  @Test
  void a_second_click_on_a_confirmed_change_leaves_the_next_one_waiting() {
    var asha = Person.signUp(server.api());
    var details = new DetailApi(server.api());
    String second = VerifiedOnly.freshEmail();
    String third = VerifiedOnly.freshEmail();
    get(details.requestEmail(asha.token(), second)).want(200);
    String used = server.token(second, "/#/confirm-email/", 1);
    get(details.confirmEmail(used)).want(204);
    get(details.requestEmail(asha.token(), third)).want(200);

    get(details.confirmEmail(used)).want(204);

    assertThat(rows("events WHERE stream_id = '%s' AND type = 'account-changed'", asha))
        .isEqualTo(3); // two requests and one confirmation
    assertThat(get(details.emailChange(asha.token())).want(200).text("email")).isEqualTo(third);
    get(details.confirmEmail(server.token(third, "/#/confirm-email/", 1))).want(204);
    mustBeInvalid(get(details.confirmEmail(used)));
    assertThat(server.me(asha).getString("email")).isEqualTo(third);
  }

  @Test
  void a_link_is_for_one_thing_only() {
    var asha = Person.signUp(server.api());
    var juma = Person.signUp(server.api());

    mustBeInvalid(get(server.api().verifyEmail(server.resetToken(juma, 1))));
    mustBeInvalid(get(server.api().resetPassword(server.verifyToken(asha, 1), NEW)));

    assertThat(server.me(asha).getBoolean("emailVerified")).isFalse();
  }

  @Test
  void a_link_that_is_not_whole_says_so() {
    var asha = Person.signUp(server.api());
    String token = server.verifyToken(asha, 1);
    var details = new DetailApi(server.api());
    var wrong = new ArrayList<>(List.of("x", "not base64!", "A".repeat(87), token + "AA"));
    wrong.addAll(List.of(token.substring(4), token.substring(0, 76), bent(token, 60)));
    wrong.addAll(List.of(bent(token, 20), bent(token, 80), token + "."));

    for (String damaged : wrong) {
      mustBeDamaged(get(server.api().verifyEmail(damaged)));
      mustBeDamaged(get(server.api().resetPassword(damaged, NEW)));
      mustBeDamaged(get(details.confirmEmail(damaged)));
      mustBeDamaged(get(details.undoEmail(damaged)));
    }
    assertThat(server.me(asha).getBoolean("emailVerified")).isFalse();
  }

  @Test
  void where_it_is_required_nobody_signs_in_before() {
    try (var strict = new MailedLinks(Map.of("accounts.requireVerifiedEmail", "true"))) {
      String name = "p" + UUID.randomUUID().toString().substring(0, 18);
      get(strict.api().signUp(person(name))).want(201);

      for (int attempt = 0; attempt < 2; attempt++) {
        var refused = get(strict.api().signIn(name, Person.PASSWORD)).want(403);
        assertThat(refused.text("type")).isEqualTo("/problems/email-not-verified");
      }
      var wrong = get(strict.api().signIn(name, "si-hii-kabisa")).want(401);
      assertThat(wrong.text("type")).isEqualTo("/problems/sign-in-failed");
      var mail = strict.mails.awaitTo(name + "@example.org", 1);
      get(strict.api().verifyEmail(mail.link().substring(mail.link().lastIndexOf('/') + 1)))
          .want(204);

      get(strict.api().signIn(name, Person.PASSWORD)).want(201);
      assertThat(strict.mails.to(name + "@example.org")).hasSize(1);
    }
  }

  @Test
  void asking_again_and_again_is_slowed_down() {
    try (var slow =
        new MailedLinks(
            Map.of("throttle.mailTo.burst", "2", "throttle.mailTo.everyMillis", "60000"))) {
      var asha = Person.signUp(slow.api());
      for (int allowed = 0; allowed < 2; allowed++) {
        get(slow.api().requestVerification(asha.token())).want(204);
      }
      var refused = get(slow.api().requestVerification(asha.token())).want(429);
      assertThat(refused.number("retryAfterMillis")).isPositive();
    }
  }

  private static JsonObject person(String name) {
    return new JsonObject()
        .put("firstName", "Asha")
        .put("lastName", "Mwangi")
        .put("email", name + "@example.org")
        .put("username", name)
        .put("password", Person.PASSWORD);
  }

  private static String bent(String token, int at) {
    return token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1);
  }

  private static long rows(String from, Person of) {
    return TestServers.count(server.cluster.postgresUrl(), from.formatted(of.id()));
  }

  private static void mustBeDamaged(Answer answer) {
    assertThat(answer.want(400).text("type")).isEqualTo("/problems/link-damaged");
  }

  private static void mustBeInvalid(Answer answer) {
    assertThat(answer.want(410).text("type")).isEqualTo("/problems/link-not-valid");
  }

  @Test
  void a_reset_of_an_email_that_was_never_confirmed_removes_the_second_factor() {
    var withoutMail = server.cluster.local(Map.of("mail.url", "")).api();
    var squatter = Person.signUp(server.api());
    turnOnSecondFactor(withoutMail, squatter);
    try (var socket = get(Socket.ready(server.node.port(), squatter.token()))) {
      get(server.api().resetPassword(server.resetToken(squatter, 1), NEW)).want(204);

      assertThat(get(socket.closed())).isEqualTo(4504);
    }
    var owner = get(server.api().signIn(squatter.username(), NEW)).want(201);
    var state = get(server.api().getTwoFactor(owner.text("accessToken"))).want(200).body();
    assertThat(state.getBoolean("enabled")).isFalse();
    assertThat(state.getInteger("recoveryCodesLeft")).isZero();
  }

  @Test
  void a_reset_of_a_confirmed_email_keeps_the_second_factor() {
    var asha = Person.signUp(server.api());
    get(server.api().verifyEmail(server.verifyToken(asha, 1))).want(204);
    var app = turnOnSecondFactor(server.api(), asha);

    get(server.api().resetPassword(server.resetToken(asha, 1), NEW)).want(204);

    get(server.api().signIn(asha.username(), NEW)).want(403);
    get(server.api().signIn(asha.username(), NEW, app.nextCode())).want(201);
  }

  @Test
  void a_second_factor_is_turned_on_only_for_a_confirmed_email_where_mails_are_sent() {
    var asha = Person.signUp(server.api());
    var withoutMail = server.cluster.local(Map.of("mail.url", "")).api();
    mustWantVerified(get(server.api().beginTwoFactor(asha.token(), Person.PASSWORD)));
    var begun = get(withoutMail.beginTwoFactor(asha.token(), Person.PASSWORD)).want(200);
    var app = Authenticator.of(begun.text("secret"));
    mustWantVerified(get(server.api().confirmTwoFactor(asha.token(), app.code())));

    get(server.api().verifyEmail(server.verifyToken(asha, 1))).want(204);

    get(server.api().confirmTwoFactor(asha.token(), app.code())).want(200);
  }

  private static Authenticator turnOnSecondFactor(Api api, Person person) {
    var begun = get(api.beginTwoFactor(person.token(), Person.PASSWORD)).want(200);
    var app = Authenticator.of(begun.text("secret"));
    get(api.confirmTwoFactor(person.token(), app.code())).want(200);
    return app;
  }

  private static void mustWantVerified(Answer answer) {
    assertThat(answer.want(403).text("type")).isEqualTo(ProblemType.EMAIL_NOT_VERIFIED.uri());
  }
}
