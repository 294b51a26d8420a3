package io.gumzo.sessions;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.problem.ProblemType;
import io.gumzo.testing.Answer;
import io.gumzo.testing.Authenticator;
import io.gumzo.testing.Person;
import io.gumzo.testing.RunningNode;
import io.gumzo.testing.Socket;
import io.gumzo.testing.TestCluster;
import io.gumzo.testing.TestServers;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Signing in with a code as well. */
class TwoFactorTest {
  private static final String NEW = "jua-kali-leo-asubuhi";
  private static TestCluster cluster;
  private static RunningNode node;

  @BeforeAll
  static void start() {
    // All of them fail from one address.
    cluster = new TestCluster(Map.of("throttle.signInAddress.freeFailures", "10000"));
    node = cluster.local();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void a_code_is_needed_once_a_first_one_was_right() {
    var asha = Person.signUp(node.api());
    assertThat(state(asha)).isEqualTo(off());
    Authenticator app = Guarded.begin(node.api(), asha);
    assertThat(state(asha)).isEqualTo(off());
    signIn(asha, null).want(201);
    mustFail(get(node.api().confirmTwoFactor(asha.token(), "000000")));
    assertThat(state(asha)).isEqualTo(off());

    var guarded = Guarded.confirm(node.api(), asha, app);

    assertThat(guarded.recoveryCodes()).hasSize(10).doesNotHaveDuplicates();
    assertThat(state(asha).getBoolean("enabled")).isTrue();
    mustNeedCode(signIn(asha, null));
    mustNeedCode(signIn(asha, " "));
    mustFail(signIn(asha, "nothing-like-a-code"));
    signIn(asha, guarded.nextCode()).want(201);
  }

  @Test
  void a_code_works_once() {
    var guarded = guard();
    String code = guarded.nextCode();

    signIn(guarded.person(), code.substring(0, 3) + " " + code.substring(3)).want(201);

    mustFail(signIn(guarded.person(), code));
  }

  @Test
  void of_many_uses_of_a_code_at_once_one_wins() {
    var guarded = guard();
    for (String code : List.of(guarded.nextCode(), guarded.recoveryCodes().getFirst())) {
      var attempts =
          IntStream.range(0, 5)
              .mapToObj(i -> node.api().signIn(guarded.person().username(), Person.PASSWORD, code))
              .toList();

      get(Future.join(attempts));

      assertThat(attempts.stream().map(each -> each.result().status()).filter(s -> s == 201))
          .hasSize(1);
    }
  }

  @Test
  void a_recovery_code_works_once_however_it_is_typed() {
    var guarded = guard();
    String code = guarded.recoveryCodes().get(3);

    signIn(guarded.person(), code.replace("-", "").toUpperCase(Locale.ROOT)).want(201);

    mustFail(signIn(guarded.person(), code));
    assertThat(state(guarded.person()).getInteger("recoveryCodesLeft")).isEqualTo(9);
  }

  @Test
  void only_who_knows_the_password_learns_that_a_code_is_needed() {
    var guarded = guard();

    var wrong = get(node.api().signIn(guarded.person().username(), "not-the-password", "123456"));

    assertThat(wrong.want(401).text("type")).isEqualTo(ProblemType.SIGN_IN_FAILED.uri());
  }

  @Test
  void guessing_codes_is_slowed_down_and_the_password_alone_does_not_help() {
    var guarded = guard();
    for (int i = 0; i < 6; i++) {
      mustFail(signIn(guarded.person(), "not-a-code"));
      if (i < 5) {
        mustNeedCode(signIn(guarded.person(), null));
      }
    }

    signIn(guarded.person(), guarded.nextCode()).want(429);
  }

  @Test
  void a_new_password_needs_a_code_and_a_broken_rule_uses_none_up() {
    var guarded = guard();
    String token = guarded.person().token();
    String code = guarded.nextCode();
    mustNeedCode(get(node.api().changePassword(token, Person.PASSWORD, NEW)));
    mustFail(changePassword(guarded, Person.PASSWORD, NEW, "000000"));
    changePassword(guarded, "si-hii-kabisa", NEW, code).want(400);
    changePassword(guarded, Person.PASSWORD, "1234567890", code).want(400);

    changePassword(guarded, Person.PASSWORD, NEW, code).want(204);

    mustNeedCode(get(node.api().signIn(guarded.person().username(), NEW)));
  }

  @Test
  void guessing_codes_for_a_new_password_is_slowed_down_as_well() {
    var guarded = guard();
    String token = guarded.person().token();
    for (int i = 0; i < 6; i++) {
      mustFail(changePassword(guarded, Person.PASSWORD, NEW, "not-a-code"));
      if (i < 5) {
        mustNeedCode(get(node.api().changePassword(token, Person.PASSWORD, NEW)));
      }
    }

    changePassword(guarded, Person.PASSWORD, NEW, guarded.nextCode()).want(429);
  }

  @Test
  void it_is_turned_off_with_password_and_code() {
    var guarded = guard();
    var person = guarded.person();
    mustNeedCode(get(node.api().disableTwoFactor(person.token(), proof(Person.PASSWORD, null))));
    var wrong = get(node.api().disableTwoFactor(person.token(), proof("no", "000000")));
    assertThat(wrong.want(400).text("type")).isEqualTo(ProblemType.INVALID_REQUEST.uri());

    get(node.api().disableTwoFactor(person.token(), proof(Person.PASSWORD, guarded.nextCode())))
        .want(204);

    signIn(person, null).want(201);
    assertThat(state(person)).isEqualTo(off());
    get(node.api().disableTwoFactor(person.token(), proof(Person.PASSWORD, null))).want(204);
  }

  @Test
  void while_it_is_on_it_is_not_begun_again() {
    var guarded = guard();
    String token = guarded.person().token();

    var again = get(node.api().beginTwoFactor(token, Person.PASSWORD));

    assertThat(again.want(409).text("type")).isEqualTo(ProblemType.SECOND_FACTOR_ON.uri());
    get(node.api().confirmTwoFactor(token, guarded.nextCode())).want(409);
  }

  @Test
  void of_two_confirmations_at_once_one_gives_the_codes_that_count() {
    var asha = Person.signUp(node.api());
    Authenticator app = Guarded.begin(node.api(), asha);
    String code = app.code();

    var answers =
        Stream.generate(() -> node.api().confirmTwoFactor(asha.token(), code)).limit(4).toList();
    get(Future.join(answers));

    var right = answers.stream().map(Future::result).filter(a -> a.status() == 200).toList();
    assertThat(right).hasSize(1);
    signIn(asha, Guarded.recoveryCodes(right.getFirst()).getFirst()).want(201);
  }

  @Test
  void new_recovery_codes_replace_the_old_ones() {
    var guarded = guard();
    var person = guarded.person();

    var fresh =
        get(
            node.api()
                .newRecoveryCodes(person.token(), proof(Person.PASSWORD, guarded.nextCode())));

    mustFail(signIn(person, guarded.recoveryCodes().getFirst()));
    signIn(person, Guarded.recoveryCodes(fresh.want(200)).getFirst()).want(201);
    var nobody = Person.signUp(node.api());
    get(node.api().newRecoveryCodes(nobody.token(), proof(Person.PASSWORD, null))).want(404);
  }

  @Test
  void of_two_who_replace_the_recovery_codes_at_once_those_of_one_count() throws SQLException {
    var guarded = guard();
    String token = guarded.person().token();
    String spare = guarded.recoveryCodes().getFirst();
    var answers = new ArrayList<Future<Answer>>();
    try (var connection = TestServers.connect(cluster.postgresUrl());
        var hold =
            connection.prepareStatement(
                "SELECT FROM recovery_codes WHERE account_id = ? AND hash <> ? FOR UPDATE")) {
      connection.setAutoCommit(false);
      hold.setObject(1, guarded.person().id());
      hold.setBytes(2, RecoveryCodes.hash(spare));
      hold.execute();
      for (String code : List.of(spare, guarded.nextCode())) {
        answers.add(node.api().newRecoveryCodes(token, proof(Person.PASSWORD, code)));
        await()
            .until(
                () ->
                    TestServers.count(cluster.postgresUrl(), TestServers.WAITING_FOR_LOCKS)
                        == answers.size());
      }
      connection.commit();
    }
    get(Future.join(answers));

    assertThat(answers).allMatch(each -> each.result().status() == 200);
    assertThat(state(guarded.person()).getInteger("recoveryCodesLeft")).isEqualTo(10);
  }

  @Test
  void other_devices_are_told() {
    var asha = Person.signUp(node.api());
    try (var socket = get(Socket.ready(node.port(), asha.token()))) {
      Guarded.confirm(node.api(), asha, Guarded.begin(node.api(), asha));

      await().until(() -> !socket.events(asha.id()).isEmpty());
      var event = socket.events(asha.id()).getFirst();
      assertThat(event.getString("type")).isEqualTo("two-factor-changed");
      assertThat(event.getJsonObject("data").getBoolean("enabled")).isTrue();
    }
  }

  private static Guarded guard() {
    return Guarded.signUp(node.api());
  }

  private static Answer changePassword(Guarded guarded, String current, String next, String code) {
    var body = new JsonObject().put("current", current).put("password", next).put("code", code);
    return get(node.api().call("changePassword", Map.of(), body, guarded.person().token()));
  }

  private static Answer signIn(Person person, String code) {
    return get(
        code == null
            ? node.api().signIn(person.username(), Person.PASSWORD)
            : node.api().signIn(person.username(), Person.PASSWORD, code));
  }

  private static JsonObject state(Person person) {
    return get(node.api().getTwoFactor(person.token())).want(200).body();
  }

  private static JsonObject off() {
    return new JsonObject().put("enabled", false).putNull("enabledAt").put("recoveryCodesLeft", 0);
  }

  private static JsonObject proof(String password, String code) {
    var proof = new JsonObject().put("password", password);
    return code == null ? proof : proof.put("code", code);
  }

  private static void mustNeedCode(Answer answer) {
    assertThat(answer.want(403).text("type")).isEqualTo(ProblemType.SECOND_FACTOR_NEEDED.uri());
  }

  private static void mustFail(Answer answer) {
    assertThat(answer.want(403).text("type")).isEqualTo(ProblemType.SECOND_FACTOR_FAILED.uri());
  }
}
