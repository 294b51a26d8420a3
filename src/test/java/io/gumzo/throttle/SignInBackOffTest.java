package io.gumzo.throttle;

import static io.gumzo.testing.Futures.get;
import static io.gumzo.testing.Futures.problem;
import static io.gumzo.throttle.TestThrottle.AWAY;
import static io.gumzo.throttle.TestThrottle.REDIS;
import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.bus.Bus;
import io.gumzo.config.RedisConfig;
import io.gumzo.problem.ProblemType;
import io.gumzo.throttle.SettleSignIn.Result;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignInBackOffTest {
  private final TestThrottle throttle = new TestThrottle();

  @AfterEach
  void stop() {
    throttle.close();
  }

  @Test
  void too_many_failures_make_the_next_attempt_wait() {
    backsOff(throttle.node(REDIS, Map.of()));
    try (var alone = new TestThrottle()) {
      backsOff(alone.node(AWAY, Map.of()));
    }
  }

  private void backsOff(Bus node) {
    for (int i = 0; i < 5; i++) {
      get(throttle.fail(node, throttle.freshAddress()));
    }
    get(throttle.fail(node, throttle.freshAddress()));
    Duration first = problem(throttle.fail(node, throttle.freshAddress())).retryAfter();
    assertThat(first).isBetween(Duration.ofMillis(500), Duration.ofMillis(1_000));
    assertThat(problem(throttle.fail(node, throttle.freshAddress())).retryAfter())
        .isLessThanOrEqualTo(first);
  }

  @Test
  void failures_double_the_wait_up_to_the_longest() {
    Bus node =
        throttle.node(
            REDIS,
            Map.of(
                "throttle.signInAccount.freeFailures", "0",
                "throttle.signInAccount.baseMillis", "100",
                "throttle.signInAccount.maxMillis", "375"));
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Awaitility.await()
          .pollInterval(Duration.ofMillis(5))
          .ignoreExceptions()
          .until(() -> get(throttle.fail(node, throttle.freshAddress())) != null);
      waits.add(problem(throttle.fail(node, throttle.freshAddress())).retryAfter().toMillis());
    }
    assertThat(waits.get(0)).isLessThanOrEqualTo(100);
    assertThat(waits.get(1)).isBetween(101L, 200L);
    assertThat(waits).allMatch(wait -> wait <= 375);
    assertThat(waits.get(4)).isGreaterThan(200);
  }

  @Test
  void an_address_that_fails_for_many_accounts_must_wait() {
    Bus node = throttle.node(REDIS, Map.of("throttle.signInAddress.freeFailures", "3"));
    String address = throttle.freshAddress();
    for (int i = 0; i < 4; i++) {
      get(throttle.count(node, throttle.login + i, address));
    }
    assertThat(problem(throttle.count(node, throttle.login + 9, address)).type())
        .isEqualTo(ProblemType.THROTTLED);
    get(throttle.count(node, throttle.login + 9, throttle.freshAddress()));
  }

  @Test
  void many_at_once_get_no_more_guesses_than_one_after_another() {
    List<Bus> nodes = List.of(throttle.node(REDIS, Map.of()), throttle.node(REDIS, Map.of()));

    List<Future<SignInCount>> attempts =
        IntStream.range(0, 50)
            .mapToObj(i -> throttle.fail(nodes.get(i % 2), throttle.freshAddress()))
            .toList();
    get(Future.join(attempts).otherwiseEmpty());

    assertThat(attempts.stream().filter(Future::succeeded)).hasSize(6);
  }

  @Test
  void success_forgets_the_failures_of_the_account() {
    for (RedisConfig redis : List.of(REDIS, AWAY)) {
      Bus node = throttle.node(redis, Map.of());
      for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 4; i++) {
          get(throttle.fail(node, throttle.freshAddress()));
        }
        throttle.settle(node, get(throttle.fail(node, throttle.freshAddress())), Result.SUCCEEDED);
      }
    }
  }

  @Test
  void what_was_not_a_failure_does_not_count() {
    for (RedisConfig redis : List.of(REDIS, AWAY)) {
      Bus node = throttle.node(redis, Map.of("throttle.signInAddress.freeFailures", "5"));
      String address = throttle.freshAddress();
      for (int i = 0; i < 20; i++) {
        throttle.settle(node, get(throttle.fail(node, address)), Result.ABANDONED);
        throttle.settle(
            node, get(throttle.count(node, throttle.login + i, address)), Result.SUCCEEDED);
      }
    }
  }

  @Test
  void strangers_who_fail_do_not_lock_the_owner_out() {
    Bus node = throttle.node(REDIS, Map.of());
    String home = throttle.freshAddress();
    throttle.settle(node, get(throttle.fail(node, home)), Result.SUCCEEDED);

    for (int i = 0; i < 6; i++) {
      get(throttle.fail(node, throttle.freshAddress()));
    }
    problem(throttle.fail(node, throttle.freshAddress()));

    SignInCount owner = get(throttle.fail(node, home));
    assertThat(owner.known()).isTrue();
    throttle.settle(node, owner, Result.SUCCEEDED);
    problem(throttle.fail(node, throttle.freshAddress()));
    for (int i = 0; i < 6; i++) {
      get(throttle.fail(node, home));
    }
    assertThat(problem(throttle.fail(node, home)).type()).isEqualTo(ProblemType.THROTTLED);
  }

  @Test
  void every_spelling_of_a_login_counts_as_one() {
    Bus node = throttle.node(REDIS, Map.of());
    for (String spelling :
        List.of(
            throttle.login,
            throttle.login.toUpperCase(java.util.Locale.ROOT),
            " " + throttle.login + " ")) {
      get(throttle.count(node, spelling, throttle.freshAddress()));
      get(throttle.count(node, spelling, throttle.freshAddress()));
    }
    problem(throttle.fail(node, throttle.freshAddress()));
  }

  @Test
  void all_logins_of_an_account_share_its_failures_which_nobody_is_told() {
    for (RedisConfig redis : List.of(REDIS, AWAY)) {
      Bus node = throttle.node(redis, Map.of());
      UUID account = UUID.randomUUID();
      for (int i = 0; i < 3; i++) {
        assertThat(count(node, "by-name" + account, account).blocked()).isFalse();
        assertThat(count(node, "by-mail" + account, account).blocked()).isFalse();
      }

      for (String login : List.of("by-name", "by-mail")) {
        SignInCount next = count(node, login + account, account);
        assertThat(next.blocked()).isTrue();
        assertThat(next.waitMillis()).isZero();
      }
      assertThat(get(node.ask(CountSignIn.COMMAND, CountSignIn.of(account, home()))).waitMillis())
          .isPositive();
    }
  }

  @Test
  void who_is_known_at_an_address_passes_its_wait_and_a_failure_tells_nothing_of_it() {
    Bus node = throttle.node(REDIS, Map.of("throttle.signInAddress.freeFailures", "3"));
    String address = throttle.freshAddress();
    UUID account = UUID.randomUUID();
    get(node.ask(RememberAddress.COMMAND, new RememberAddress(account, address)));
    for (int i = 0; i < 4; i++) {
      get(throttle.count(node, "stranger" + i + account, address));
    }

    SignInCount known = get(node.ask(CountSignIn.COMMAND, at(address, account)));
    SignInCount unknown = get(node.ask(CountSignIn.COMMAND, at(address, UUID.randomUUID())));

    assertThat(known.blocked()).isFalse();
    assertThat(unknown.blocked()).isTrue();
    assertThat(known.waitMillis()).isPositive();
    assertThat(unknown.waitMillis()).isPositive().isLessThanOrEqualTo(known.waitMillis());
    for (int i = 0; i < 5; i++) {
      assertThat(get(node.ask(CountSignIn.COMMAND, at(address, account))).blocked()).isFalse();
    }
    assertThat(get(node.ask(CountSignIn.COMMAND, at(address, account))).blocked()).isTrue();
  }

  private static CountSignIn at(String address, UUID account) {
    return new CountSignIn("login of " + account, account, address);
  }

  private String home() {
    return throttle.freshAddress();
  }

  private SignInCount count(Bus node, String login, UUID account) {
    return get(
        node.ask(CountSignIn.COMMAND, new CountSignIn(login, account, throttle.freshAddress())));
  }
}
