package io.gumzo.accounts;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Answer;
import io.gumzo.testing.Person;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Several people sign up with one email where it must be verified: who verifies it has it. */
class TakenEmailTest {
  private static final int AT_ONCE = 6;
  private static VerifiedOnly server;

  private final String email = VerifiedOnly.freshEmail();

  @BeforeAll
  static void start() {
    server = new VerifiedOnly(Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void the_owner_is_told_in_their_language_and_nobody_else() {
    String asha = server.owner(email);
    String token = server.signIn(asha).text("accessToken");
    get(server.api().changeSettings(token, new JsonObject().put("language", "sw"))).want(200);

    String claimant = server.signUp(email.toUpperCase(Locale.ROOT));

    var mail = server.awaitMail(email, asha, "/#/sign-in");
    assertThat(mail.subject()).isEqualTo("Tayari una akaunti ya Gumzo");
    assertThat(mail.text()).doesNotContain(claimant).contains("/#/sign-in");
    assertThat(mail.html()).contains("Tayari una akaunti hapa: " + asha);
    assertThat(server.holdersAndOthers(email)).containsExactly(1L, 1L);
    mustBeUnverified(server.signIn(claimant));
    assertThat(server.signIn(email).want(201).body().getJsonObject("account").getString("username"))
        .isEqualTo(asha);
  }

  @Test
  void a_username_is_told_to_be_taken_and_an_email_is_not() {
    String asha = server.owner(email);

    var whole = get(server.signUp(asha, email)).want(400);
    var partial =
        get(server.api().signUp(new JsonObject().put("username", asha).put("email", email)))
            .want(400);

    assertThat(rules(whole)).containsExactly("username taken");
    assertThat(rules(partial)).contains("username taken").doesNotContain("email taken");
  }

  @Test
  void of_those_who_verified_nothing_who_does_first_has_the_email() {
    String first = server.signUp(email);
    String second = server.signUp(email);
    String late = server.verifyToken(email, first);
    assertThat(server.signIn(email).status()).isEqualTo(401);

    get(server.api().verifyEmail(server.verifyToken(email, second))).want(204);

    mustBeInvalid(get(server.api().verifyEmail(late)));
    get(server.api().verifyEmail(server.verifyToken(email, second))).want(204);
    assertThat(server.signIn(email).want(201).body().getJsonObject("account").getString("username"))
        .isEqualTo(second);
    assertThat(server.holdersAndOthers(email)).containsExactly(1L, 1L);
    server.letTimePass(Duration.ofHours(1));
    mustBeUnverified(server.signIn(first));
    server.awaitMail(email, second, "/#/sign-in");
  }

  @Test
  void of_many_who_verify_at_once_one_has_the_email() {
    var tokens =
        IntStream.range(0, AT_ONCE)
            .mapToObj(one -> server.signUp(email))
            .map(username -> server.verifyToken(email, username))
            .toList();

    var uses = tokens.stream().map(token -> server.api().verifyEmail(token)).toList();
    get(Future.join(uses));

    assertThat(statuses(uses)).containsOnly(204, 410).containsOnlyOnce(204);
    assertThat(server.holdersAndOthers(email)).containsExactly(1L, AT_ONCE - 1L);
  }

  @Test
  void a_new_password_by_mail_is_for_who_holds_the_email() {
    String first = server.signUp(email);
    get(server.api().requestPasswordReset(email)).want(202);
    String link = server.awaitMail(email, first, "/#/reset/").link();
    String second = server.signUp(email);
    get(server.api().verifyEmail(server.verifyToken(email, second))).want(204);

    mustBeInvalid(
        get(
            server
                .api()
                .resetPassword(link.substring(link.lastIndexOf('/') + 1), "jua-kali-leo-asubuhi")));
    get(server.api().requestPasswordReset(email)).want(202);

    server.awaitMail(email, second, "/#/reset/");
    mustBeUnverified(server.signIn(first));
  }

  @Test
  void of_many_who_sign_up_at_once_all_succeed_and_one_holds_the_email() {
    var attempts =
        IntStream.range(0, AT_ONCE)
            .mapToObj(one -> server.signUp(VerifiedOnly.freshName(), email))
            .toList();
    get(Future.join(attempts));

    assertThat(statuses(attempts)).containsOnly(201);
    assertThat(server.holdersAndOthers(email)).containsExactly(1L, AT_ONCE - 1L);
  }

  @Test
  void once_its_owner_has_left_the_email_is_for_who_verifies_it() {
    String asha = server.owner(email);
    String claimant = server.signUp(email);
    String token = server.signIn(asha).text("accessToken");
    get(server.api().deleteMe(token, Person.PASSWORD, "keep")).want(204);

    mustBeUnverified(server.signIn(claimant));
    get(server.api().verifyEmail(server.verifyToken(email, claimant))).want(204);

    server.signIn(email).want(201);
    assertThat(server.holdersAndOthers(email)).containsExactly(1L, 0L);
  }

  @Test
  void where_nothing_must_be_verified_an_email_is_told_to_be_taken() {
    try (var open = new MailedLinks(Map.of())) {
      var asha = Person.signUp(open.api());
      var refused =
          get(
              open.api()
                  .signUp(VerifiedOnly.person(VerifiedOnly.freshName(), MailedLinks.email(asha))));
      assertThat(rules(refused.want(400))).containsExactly("email taken");

      List<Future<Answer>> attempts =
          IntStream.range(0, AT_ONCE)
              .mapToObj(one -> VerifiedOnly.person("p" + one + UUID.randomUUID(), email))
              .map(person -> open.api().signUp(person))
              .toList();
      get(Future.join(attempts));

      assertThat(statuses(attempts)).containsOnly(201, 400).containsOnlyOnce(201);
      assertThat(attempts.stream().map(Future::result).filter(answer -> answer.status() == 400))
          .allSatisfy(lost -> assertThat(rules(lost)).containsExactly("email taken"));
    }
  }

  @Test
  void mails_to_one_email_are_limited_whoever_signs_up_with_it() {
    try (var slow =
        new VerifiedOnly(
            Map.of("throttle.mailTo.burst", "2", "throttle.mailTo.everyMillis", "60000"))) {
      slow.signUp(email);
      slow.signUp(email);

      var refused = get(slow.signUp(VerifiedOnly.freshName(), email)).want(429);

      assertThat(refused.number("retryAfterMillis")).isPositive();
      await().until(() -> slow.mailsTo(email).size() == 2);
      slow.signUp(VerifiedOnly.freshEmail());
    }
  }

  private static List<Integer> statuses(List<Future<Answer>> answers) {
    return answers.stream().map(answer -> answer.result().status()).toList();
  }

  private static List<String> rules(Answer refused) {
    return refused.body().getJsonArray("errors").stream()
        .map(JsonObject.class::cast)
        .map(error -> error.getString("field") + " " + error.getString("rule"))
        .toList();
  }

  private static void mustBeUnverified(Answer answer) {
    assertThat(answer.want(403).text("type")).isEqualTo("/problems/email-not-verified");
  }

  private static void mustBeInvalid(Answer answer) {
    assertThat(answer.want(410).text("type")).isEqualTo("/problems/link-not-valid");
  }
}
