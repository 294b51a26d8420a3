package io.gumzo.throttle;

import static io.gumzo.testing.Futures.get;
import static io.gumzo.testing.Futures.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.bus.Bus;
import io.gumzo.config.GumzoConfig;
import io.gumzo.config.RedisConfig;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.testing.TestServers;
import io.gumzo.throttle.SettleSignIn.Result;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private static final RedisConfig REDIS = TestServers.redis();

  /** Nobody listens there. */
  private static final RedisConfig AWAY = new RedisConfig("redis://127.0.0.1:1/0", 500);

  private final List<Vertx> started = new ArrayList<>();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final UUID account = UUID.randomUUID();
  private final String login = "login-" + UUID.randomUUID();
  private int addresses = UUID.randomUUID().hashCode() & 0xffff;

  @AfterEach
  void stop() {
    started.forEach(vertx -> get(vertx.close()));
  }

  @Test
  void a_burst_is_taken_at_once_and_then_one_at_a_time() {
    Bus node = node(REDIS, Map.of());

    for (int i = 0; i < 5; i++) {
      get(send(node));
    }

    Problem refused = problem(send(node));
    assertThat(refused.type()).isEqualTo(ProblemType.THROTTLED);
    assertThat(refused.retryAfter()).isBetween(Duration.ofMillis(500), Duration.ofMillis(2_000));
    assertThat(
            registry
                .counter("gumzo.throttle.tokens", "limit", "send-message", "outcome", "taken")
                .count())
        .isEqualTo(5);
  }

  @Test
  void the_wait_that_is_told_is_enough_and_no_more_than_needed() {
    Bus node =
        node(
            REDIS,
            Map.of("throttle.sendMessage.everyMillis", "300", "throttle.sendMessage.burst", "1"));
    get(send(node));
    Instant first = Instant.now();
    Duration wait = problem(send(node)).retryAfter();

    Awaitility.await()
        .pollInterval(Duration.ofMillis(10))
        .until(() -> Duration.between(first, Instant.now()).compareTo(wait) >= 0);

    get(send(node));
    assertThat(wait).isLessThanOrEqualTo(Duration.ofMillis(300));
    problem(send(node));
  }

  @Test
  void nodes_share_a_limit_even_when_all_ask_at_once() {
    List<Bus> nodes = List.of(node(REDIS, Map.of()), node(REDIS, Map.of()), node(REDIS, Map.of()));

    List<Future<Void>> attempts =
        IntStream.range(0, 60).mapToObj(i -> send(nodes.get(i % 3))).toList();
    get(Future.join(attempts).otherwiseEmpty());

    assertThat(attempts.stream().filter(Future::succeeded)).hasSize(5);
  }

  @Test
  void limits_and_subjects_do_not_touch_each_other() {
    Bus node = node(REDIS, Map.of());
    IntStream.range(0, 5).forEach(i -> get(send(node)));
    problem(send(node));

    get(node.ask(TakeToken.COMMAND, TakeToken.of(Limit.SEND_MESSAGE, UUID.randomUUID())));
    get(node.ask(TakeToken.COMMAND, TakeToken.of(Limit.SEARCH_PEOPLE, account)));
  }

  @Test
  void without_redis_a_node_limits_by_itself() {
    Bus node = node(AWAY, Map.of());

    List<Future<Void>> attempts = IntStream.range(0, 20).mapToObj(i -> send(node)).toList();
    get(Future.join(attempts).otherwiseEmpty());

    assertThat(attempts.stream().filter(Future::succeeded)).hasSize(5);
    assertThat(registry.counter("gumzo.throttle.fallback").count()).isEqualTo(20);
    backsOff(node);
  }

  @Test
  void failures_double_the_wait_up_to_the_longest() {
    backsOff(node(REDIS, Map.of()));
  }

  private void backsOff(Bus node) {
    for (int i = 0; i < 5; i++) {
      get(fail(node, freshAddress()));
    }
    get(fail(node, freshAddress()));
    Duration first = problem(fail(node, freshAddress())).retryAfter();
    assertThat(first).isBetween(Duration.ofMillis(500), Duration.ofMillis(1_000));
    assertThat(problem(fail(node, freshAddress())).retryAfter()).isLessThanOrEqualTo(first);
  }

  @Test
  void the_wait_is_never_longer_than_the_longest() {
    Bus node =
        node(
            REDIS,
            Map.of(
                "throttle.signInAccount.freeFailures", "0",
                "throttle.signInAccount.baseMillis", "40",
                "throttle.signInAccount.maxMillis", "150"));
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Awaitility.await()
          .pollInterval(Duration.ofMillis(5))
          .ignoreExceptions()
          .until(() -> get(fail(node, freshAddress())) != null);
      waits.add(problem(fail(node, freshAddress())).retryAfter().toMillis());
    }
    assertThat(waits.get(0)).isLessThanOrEqualTo(40);
    assertThat(waits.get(1)).isBetween(41L, 80L);
    assertThat(waits).allMatch(wait -> wait <= 150);
    assertThat(waits.get(4)).isGreaterThan(80);
  }

  @Test
  void an_address_that_fails_for_many_accounts_must_wait() {
    Bus node = node(REDIS, Map.of("throttle.signInAddress.freeFailures", "3"));
    String address = freshAddress();
    for (int i = 0; i < 4; i++) {
      get(node.ask(CountSignIn.COMMAND, new CountSignIn(login + i, address)));
    }
    assertThat(problem(node.ask(CountSignIn.COMMAND, new CountSignIn(login + 9, address))).type())
        .isEqualTo(ProblemType.THROTTLED);
    get(node.ask(CountSignIn.COMMAND, new CountSignIn(login + 9, freshAddress())));
  }

  @Test
  void many_at_once_get_no_more_guesses_than_one_after_another() {
    List<Bus> nodes = List.of(node(REDIS, Map.of()), node(REDIS, Map.of()));

    List<Future<SignInCount>> attempts =
        IntStream.range(0, 50).mapToObj(i -> fail(nodes.get(i % 2), freshAddress())).toList();
    get(Future.join(attempts).otherwiseEmpty());

    assertThat(attempts.stream().filter(Future::succeeded)).hasSize(6);
  }

  @Test
  void success_forgets_the_failures_of_the_account() {
    for (RedisConfig redis : List.of(REDIS, AWAY)) {
      Bus node = node(redis, Map.of());
      for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 4; i++) {
          get(fail(node, freshAddress()));
        }
        settle(node, get(fail(node, freshAddress())), Result.SUCCEEDED);
      }
    }
  }

  @Test
  void what_was_not_a_failure_does_not_count() {
    for (RedisConfig redis : List.of(REDIS, AWAY)) {
      Bus node = node(redis, Map.of("throttle.signInAddress.freeFailures", "5"));
      String address = freshAddress();
      for (int i = 0; i < 20; i++) {
        settle(node, get(fail(node, address)), Result.ABANDONED);
        settle(
            node,
            get(node.ask(CountSignIn.COMMAND, new CountSignIn(login + i, address))),
            Result.SUCCEEDED);
      }
    }
  }

  @Test
  void strangers_who_fail_do_not_lock_the_owner_out() {
    Bus node = node(REDIS, Map.of());
    String home = freshAddress();
    settle(node, get(fail(node, home)), Result.SUCCEEDED);

    for (int i = 0; i < 6; i++) {
      get(fail(node, freshAddress()));
    }
    problem(fail(node, freshAddress()));

    SignInCount owner = get(fail(node, home));
    assertThat(owner.known()).isTrue();
    settle(node, owner, Result.SUCCEEDED);
    problem(fail(node, freshAddress()));
    for (int i = 0; i < 6; i++) {
      get(fail(node, home));
    }
    assertThat(problem(fail(node, home)).type()).isEqualTo(ProblemType.THROTTLED);
  }

  @Test
  void every_spelling_of_a_login_counts_as_one() {
    Bus node = node(REDIS, Map.of());
    for (String spelling :
        List.of(login, login.toUpperCase(java.util.Locale.ROOT), " " + login + " ")) {
      get(node.ask(CountSignIn.COMMAND, new CountSignIn(spelling, freshAddress())));
      get(node.ask(CountSignIn.COMMAND, new CountSignIn(spelling, freshAddress())));
    }
    problem(fail(node, freshAddress()));
  }

  @Test
  void addresses_of_one_network_are_one() {
    assertThat(Subjects.network("2001:db8:1:2::1"))
        .isEqualTo(Subjects.network("2001:DB8:1:2:f::9"));
    assertThat(Subjects.network("2001:db8:1:2::1"))
        .isNotEqualTo(Subjects.network("2001:db8:1:3::1"));
    assertThat(Subjects.network("192.0.2.1")).isNotEqualTo(Subjects.network("192.0.2.2"));
    assertThat(Subjects.network("::ffff:192.0.2.1")).isEqualTo(Subjects.network("192.0.2.1"));
    assertThat(Subjects.network("no address")).hasSize(32);
  }

  private Bus node(RedisConfig redis, Map<String, String> options) {
    Vertx vertx = Vertx.vertx();
    started.add(vertx);
    Bus bus = Bus.of(vertx);
    var config = GumzoConfig.defaults(new HashMap<>(options)).throttle();
    get(vertx.deployVerticle(new ThrottleVerticle(bus, redis, config, registry)));
    if (redis.equals(REDIS)) {
      connected(bus);
    }
    return bus;
  }

  /** The verticle does not wait for its connection. */
  private void connected(Bus bus) {
    Awaitility.await()
        .until(
            () ->
                !get(bus.ask(
                        CountSignIn.COMMAND,
                        new CountSignIn(UUID.randomUUID().toString(), freshAddress())))
                    .local());
  }

  private Future<Void> send(Bus node) {
    return node.ask(TakeToken.COMMAND, TakeToken.of(Limit.SEND_MESSAGE, account));
  }

  private Future<SignInCount> fail(Bus node, String address) {
    return node.ask(CountSignIn.COMMAND, new CountSignIn(login, address));
  }

  private static void settle(Bus node, SignInCount count, Result result) {
    get(node.ask(SettleSignIn.COMMAND, new SettleSignIn(count, result)));
  }

  private String freshAddress() {
    addresses++;
    return "2001:db8:%x:%x::1".formatted(addresses >> 8 & 0xffff, addresses & 0xff);
  }
}
