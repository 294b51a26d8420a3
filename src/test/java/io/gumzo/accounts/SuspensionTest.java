package io.gumzo.accounts;

import static io.gumzo.testing.Futures.get;
import static io.gumzo.testing.Futures.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.bus.Command;
import io.gumzo.leaving.RemoveAccount;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.testing.Admins;
import io.gumzo.testing.Answer;
import io.gumzo.testing.Breaches;
import io.gumzo.testing.Person;
import io.gumzo.testing.Socket;
import io.gumzo.testing.TwoNodes;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Accounts that may not come in any more, on two nodes. */
@ExtendWith(Breaches.class)
class SuspensionTest extends TwoNodes {
  private static final String NEW = "jua-kali-leo-asubuhi";

  @Test
  void every_device_is_signed_out_on_every_node_within_a_second() {
    var laptop = Person.signUp(one.api());
    var phone = laptop.onAnotherDevice(two.api());
    try (var here = get(Socket.ready(one.port(), laptop.token()));
        var there = get(Socket.ready(two.port(), phone.token()))) {

      Admins.suspend(one, laptop);

      mustBe(get(one.api().getMe(laptop.token())), ProblemType.SESSION_ENDED);
      await()
          .atMost(Duration.ofSeconds(1))
          .untilAsserted(
              () -> mustBe(get(two.api().getMe(phone.token())), ProblemType.SESSION_ENDED));
      await()
          .atMost(Duration.ofSeconds(1))
          .until(() -> here.closed().isComplete() && there.closed().isComplete());
    }
    mustBe(get(two.api().refreshSession(phone.refreshToken())), ProblemType.SESSION_ENDED);
  }

  @Test
  void signing_in_tells_why_to_who_knows_the_password_and_to_nobody_else() {
    var asha = Person.signUp(one.api());
    Admins.suspend(one, asha);

    mustBe(get(two.api().signIn(asha.username(), Person.PASSWORD)), ProblemType.ACCOUNT_SUSPENDED);
    mustBe(get(two.api().signIn(asha.username(), "si-hii-hapana")), ProblemType.SIGN_IN_FAILED);
  }

  @Test
  void who_is_restored_signs_in_again_but_old_tokens_stay_worth_nothing() {
    var asha = Person.signUp(one.api());
    Admins.suspend(one, asha);
    Admins.restore(two, asha);

    get(one.api().signIn(asha.username(), Person.PASSWORD)).want(201);
    mustBe(get(one.api().getMe(asha.token())), ProblemType.SESSION_ENDED);
  }

  @Test
  void a_sign_in_at_the_same_moment_does_not_outlive_it() {
    for (int round = 0; round < 5; round++) {
      var asha = Person.signUp(one.api());
      List<Future<Answer>> signIns = new ArrayList<>();
      for (int device = 0; device < 6; device++) {
        signIns.add((device % 2 == 0 ? one : two).api().signIn(asha.username(), Person.PASSWORD));
      }
      Admins.suspend(one, asha);
      for (Future<Answer> signIn : signIns) {
        var answer = get(signIn);
        if (answer.status() == 201) {
          mustBe(
              get(one.api().refreshSession(answer.text("refreshToken"))),
              ProblemType.SESSION_ENDED);
        }
      }
    }
  }

  @Test
  void a_name_that_nobody_has_is_not_found() {
    var asked =
        one.node().bus().ask(SuspendAccount.COMMAND, new SuspendAccount("nobody.here", true));

    await().until(asked::isComplete);

    assertThat(Problem.from(asked.cause()).type()).isEqualTo(ProblemType.NOT_FOUND);
  }

  @Test
  void who_is_demoted_has_no_rights_any_more_on_any_node_and_the_only_one_stays() {
    var asha = Admins.signUp(one);
    var juma = Admins.signUp(two);
    get(two.api().call("listErrors", Map.of(), null, asha.token())).want(200);

    var both =
        List.of(
            one.node().bus().ask(DemoteAdmin.COMMAND, new DemoteAdmin(asha.username(), false)),
            two.node().bus().ask(DemoteAdmin.COMMAND, new DemoteAdmin(juma.username(), false)));
    await().until(() -> both.stream().allMatch(Future::isComplete));

    assertThat(both.stream().filter(Future::succeeded)).hasSize(1);
    var last = both.get(0).succeeded() ? juma : asha;
    var demoted = last == juma ? asha : juma;
    await().until(() -> get(two.api().getMe(demoted.token())).status() == 401);
    var again = get(one.api().signIn(demoted.username(), Person.PASSWORD)).want(201);
    get(one.api().call("listErrors", Map.of(), null, again.text("accessToken"))).want(403);
    mustStay(DemoteAdmin.COMMAND, new DemoteAdmin(last.username(), false));
    mustStay(RemoveAccount.COMMAND, new RemoveAccount(last.username(), false, false));
    get(two.api().getMe(last.token())).want(200);

    get(one.node().bus().ask(DemoteAdmin.COMMAND, new DemoteAdmin(last.username(), true)));
    await().until(() -> get(two.api().getMe(last.token())).status() == 401);
  }

  @Test
  void a_password_that_is_set_signs_out_everywhere_and_keeps_the_rules() {
    var asha = Person.signUp(one.api());
    var bus = one.node().bus();
    var broken = bus.ask(SetPassword.COMMAND, new SetPassword(asha.username(), "1234"));
    assertThat(problem(broken).type()).isEqualTo(ProblemType.INVALID_REQUEST);
    get(two.api().getMe(asha.token())).want(200);

    get(bus.ask(SetPassword.COMMAND, new SetPassword(asha.username(), NEW)));

    await().until(() -> get(two.api().getMe(asha.token())).status() == 401);
    mustBe(get(two.api().signIn(asha.username(), Person.PASSWORD)), ProblemType.SIGN_IN_FAILED);
    get(two.api().signIn(asha.username(), NEW)).want(201);
  }

  @Test
  void an_account_that_is_removed_is_gone_and_one_that_is_created_is_there() {
    String name = "p" + UUID.randomUUID().toString().substring(0, 18);
    var person = new SignUp("Asha", "Mwangi", name + "@example.org", name, Person.PASSWORD);
    var bus = one.node().bus();
    assertThat(get(bus.ask(CreateAccount.COMMAND, new CreateAccount(person))).role())
        .isEqualTo("user");
    var session = get(two.api().signIn(name, Person.PASSWORD)).want(201);

    get(bus.ask(RemoveAccount.COMMAND, new RemoveAccount(name, true, false)));

    await().until(() -> get(two.api().getMe(session.text("accessToken"))).status() == 401);
    mustBe(get(two.api().signIn(name, Person.PASSWORD)), ProblemType.SIGN_IN_FAILED);
    get(bus.ask(CreateAccount.COMMAND, new CreateAccount(person)));
  }

  private static <Q> void mustStay(Command<Q, Void> command, Q ask) {
    assertThat(problem(two.node().bus().ask(command, ask)).type()).isEqualTo(ProblemType.FORBIDDEN);
  }

  private static void mustBe(Answer answer, ProblemType type) {
    assertThat(answer.text("type")).as("%s", answer.body()).isEqualTo(type.uri());
  }
}
