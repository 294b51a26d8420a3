package io.gumzo.accounts;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Accounts that may not come in any more, on two nodes. */
@ExtendWith(Breaches.class)
class SuspensionTest extends TwoNodes {
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

  private static void mustBe(Answer answer, ProblemType type) {
    assertThat(answer.text("type")).as("%s", answer.body()).isEqualTo(type.uri());
  }
}
