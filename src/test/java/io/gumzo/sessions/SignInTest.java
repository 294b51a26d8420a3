package io.gumzo.sessions;

import static io.gumzo.testing.Futures.get;
import static io.gumzo.testing.Futures.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.accounts.Me;
import io.gumzo.accounts.SignUp;
import io.gumzo.accounts.TestAccounts;
import io.gumzo.problem.ProblemType;
import io.gumzo.tokens.CheckRefreshToken;
import io.gumzo.tokens.Principal;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SignInTest {
  private static final String PASSWORD = "mvua-kubwa-jana";
  private static TestAccounts node;

  @BeforeAll
  static void start() {
    node = new TestAccounts();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void a_username_or_an_email_in_any_case_signs_in() {
    Me me = node.signUp("Neema.K");

    for (String login : List.of("neema.k", " NEEMA.K ", "neema.k@EXAMPLE.org")) {
      Session session = signIn(login, PASSWORD);
      assertThat(session.account()).isEqualTo(me);
      Principal principal = get(node.tokens.verify(session.accessToken()));
      assertThat(principal.account()).isEqualTo(me.id());
      assertThat(principal.role()).isEqualTo("user");
    }
  }

  @Test
  void the_answer_does_not_tell_whether_the_account_exists() {
    node.signUp("known");

    var wrong = problem(attempt("known", "not-the-password"));
    var nobody = problem(attempt("nobody-has-this", "not-the-password"));
    var impossible = problem(attempt("no\0body", "not-the-password"));

    assertThat(wrong.toJson()).isEqualTo(nobody.toJson()).isEqualTo(impossible.toJson());
    assertThat(wrong.type()).isEqualTo(ProblemType.SIGN_IN_FAILED);
  }

  @Test
  void username_and_email_share_the_failures_of_their_account() {
    Me me = node.signUp(TestAccounts.freshName());
    Me other = node.signUp(TestAccounts.freshName());
    at("203.0.113.50", me.username(), PASSWORD);
    for (int i = 0; i < 3; i++) {
      mustFail(tryAt("203.0.113.6" + i, me.username(), "si-hii"), ProblemType.SIGN_IN_FAILED);
      mustFail(tryAt("203.0.113.7" + i, me.email(), "si-hii"), ProblemType.SIGN_IN_FAILED);
      mustFail(tryAt("203.0.113.8" + i, other.email(), "si-hii"), ProblemType.SIGN_IN_FAILED);
    }

    mustFail(tryAt("203.0.113.51", me.username(), PASSWORD), ProblemType.SIGN_IN_FAILED);
    mustFail(tryAt("203.0.113.51", me.email(), PASSWORD), ProblemType.SIGN_IN_FAILED);

    at("203.0.113.50", me.email(), PASSWORD);
    at("203.0.113.51", other.username(), PASSWORD);
  }

  @Test
  void an_address_that_must_wait_lets_in_whoever_was_signed_in_there() {
    Me me = node.signUp(TestAccounts.freshName());
    Me never = node.signUp(TestAccounts.freshName());
    String shared = "198.51.100.201";
    try (var strict =
        node.another(
            Map.of(
                "throttle.signInAddress.freeFailures", "3",
                "throttle.signInAddress.baseMillis", "600000",
                "throttle.signInAccount.freeFailures", "1000"))) {
      Session elsewhere = signIn(strict, me.username(), PASSWORD);
      get(
          strict.bus.ask(
              RefreshSession.COMMAND,
              new RefreshSession(elsewhere.refreshToken(), null, shared, "test")));
      for (int i = 0; i < 4; i++) {
        problem(tryAt(strict, shared, "stranger" + i, "si-hii"));
      }
      get(tryAt(strict, shared, me.username(), PASSWORD));

      var wrong = problem(tryAt(strict, shared, me.username(), "si-hii"));
      var nobody = problem(tryAt(strict, shared, "hakuna-kabisa", "si-hii"));
      mustFail(tryAt(strict, shared, never.username(), PASSWORD), ProblemType.THROTTLED);
      assertThat(wrong.type()).isEqualTo(nobody.type()).isEqualTo(ProblemType.THROTTLED);
      double ratio =
          medianNanos(() -> tryAt(strict, shared, me.username(), "si-hii"))
              / medianNanos(() -> tryAt(strict, shared, "hakuna-kabisa", "si-hii"));
      assertThat(ratio).isBetween(0.3, 3.0);
    }
  }

  private static double medianNanos(Supplier<Future<Session>> attempt) {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      long began = System.nanoTime();
      problem(attempt.get());
      times.add(System.nanoTime() - began);
    }
    return times.stream().sorted().skip(7).findFirst().orElseThrow();
  }

  private static Session at(String address, String login, String password) {
    return get(tryAt(address, login, password));
  }

  private static Future<Session> tryAt(String address, String login, String password) {
    return tryAt(node, address, login, password);
  }

  private static Future<Session> tryAt(
      TestAccounts at, String address, String login, String password) {
    return at.bus.ask(SignIn.COMMAND, new SignIn(login, password, null, address, null));
  }

  private static void mustFail(Future<Session> attempt, ProblemType type) {
    assertThat(problem(attempt).type()).isEqualTo(type);
  }

  @Test
  void nobody_can_make_up_a_token_that_ends_a_sign_in() {
    Me me = node.signUp(TestAccounts.freshName());
    Session session = refresh(signIn(me.username(), PASSWORD).refreshToken());
    String madeUp = RefreshToken.first(get(check(session.refreshToken())).signIn()).text();

    assertThat(problem(tryRefresh(madeUp)).type()).isEqualTo(ProblemType.SESSION_ENDED);
    for (String garbage : List.of("", "x", "not base64 !", "A".repeat(96), "é".repeat(50))) {
      assertThat(problem(tryRefresh(garbage)).type()).isEqualTo(ProblemType.SESSION_ENDED);
      assertThat(problem(check(garbage)).type()).isEqualTo(ProblemType.SESSION_ENDED);
    }

    assertThat(refresh(session.refreshToken()).account()).isEqualTo(me);
    assertThat(signedOut(me)).isEmpty();
  }

  @Test
  void looking_at_a_token_does_not_use_it_up() {
    Me me = node.signUp(TestAccounts.freshName());
    Session session = signIn(me.username(), PASSWORD);

    assertThat(get(check(session.refreshToken()))).isEqualTo(get(check(session.refreshToken())));
    Session next = refresh(session.refreshToken());
    assertThat(get(check(session.refreshToken())).account()).isEqualTo(me.id());
    assertThat(get(check(next.refreshToken())).account()).isEqualTo(me.id());
    assertThat(problem(check(session.refreshToken())).type()).isEqualTo(ProblemType.SESSION_ENDED);
  }

  @Test
  void signing_out_ends_this_device_alone_and_is_told_once() {
    Me me = node.signUp(TestAccounts.freshName());
    Session phone = signIn(me.username(), PASSWORD);
    Session laptop = signIn(me.username(), PASSWORD);
    var principal = get(node.tokens.verify(phone.accessToken()));

    node.ask(SignOut.COMMAND, new SignOut(principal));
    node.ask(SignOut.COMMAND, new SignOut(principal));

    assertThat(problem(tryRefresh(phone.refreshToken())).type())
        .isEqualTo(ProblemType.SESSION_ENDED);
    assertThat(refresh(laptop.refreshToken()).account()).isEqualTo(me);
    assertThat(signedOut(me)).containsExactly(signIn(phone));
  }

  @Test
  void an_old_hash_is_replaced_when_its_owner_signs_in() {
    Me me = node.signUp(TestAccounts.freshName());
    String before = hash(me);

    try (TestAccounts stronger = node.another(Map.of("passwords.argon2Iterations", "2"))) {
      signIn(stronger, me.username(), PASSWORD);
      org.awaitility.Awaitility.await().until(() -> !hash(me).equals(before));
      assertThat(hash(me)).startsWith("$argon2id$v=19$m=4096,t=2,p=1$");
      signIn(stronger, me.username(), PASSWORD);
    }
  }

  @Test
  void a_full_queue_refuses_at_once() {
    try (TestAccounts small =
        node.another(
            Map.of(
                "passwords.concurrency", "1",
                "passwords.queue", "1",
                "passwords.argon2MemoryKib", "65536"))) {
      List<Future<Me>> attempts =
          IntStream.range(0, 12)
              .mapToObj(
                  i -> small.bus.ask(SignUp.COMMAND, TestAccounts.person(TestAccounts.freshName())))
              .toList();
      get(Future.join(attempts).otherwiseEmpty());

      assertThat(attempts).anyMatch(Future::succeeded);
      assertThat(attempts.stream().filter(Future::failed))
          .isNotEmpty()
          .allMatch(refused -> problem(refused).type() == ProblemType.THROTTLED);
    }
  }

  @Test
  void nothing_secret_is_printed() {
    assertThat(new SignIn("asha", "mvua", "siri", "", "").toString()).doesNotContain("mvua");
    assertThat(new RefreshSession("siri", null, "", "").toString()).doesNotContain("siri");
  }

  private static Session signIn(String login, String password) {
    return signIn(node, login, password);
  }

  private static Session signIn(TestAccounts at, String login, String password) {
    return at.ask(SignIn.COMMAND, new SignIn(login, password, null, "198.51.100.7", "test"));
  }

  private static Future<Session> attempt(String login, String password) {
    return node.bus.ask(SignIn.COMMAND, new SignIn(login, password, null, "203.0.113.9", null));
  }

  private static Session refresh(String token) {
    return get(tryRefresh(token));
  }

  private static Future<Session> tryRefresh(String token) {
    return node.bus.ask(
        RefreshSession.COMMAND, new RefreshSession(token, null, "198.51.100.7", "test"));
  }

  private static Future<Principal> check(String token) {
    return node.bus.ask(CheckRefreshToken.COMMAND, new CheckRefreshToken(token));
  }

  private static String signIn(Session session) {
    return RefreshToken.parse(session.refreshToken()).orElseThrow().signIn().toString();
  }

  /** The sign-ins that the account's own stream told to have ended, from the bus. */
  private static List<String> signedOut(Me me) {
    return node.told.stream()
        .filter(event -> event.stream().equals(me.id()))
        .map(event -> event.json().toJsonObject())
        .filter(event -> event.getString("type").equals("signed-out"))
        .flatMap(event -> event.getJsonObject("data").getJsonArray("signInIds").stream())
        .map(String.class::cast)
        .toList();
  }

  private static String hash(Me me) {
    try (var connection = io.gumzo.testing.TestServers.connect(node.postgresUrl);
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT password_hash FROM accounts WHERE id = '%s'".formatted(me.id()))) {
      rows.next();
      return rows.getString(1);
    } catch (java.sql.SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
