package io.gumzo.throttle;

import static io.gumzo.testing.Futures.get;
import static io.gumzo.testing.Futures.problem;
import static io.gumzo.throttle.TestThrottle.AWAY;
import static io.gumzo.throttle.TestThrottle.REDIS;
import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.bus.Bus;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.redis.OwnRedis;
import io.gumzo.throttle.SettleSignIn.Result;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private final TestThrottle throttle = new TestThrottle();

  @AfterEach
  void stop() {
    throttle.close();
  }

  @Test
  void a_burst_is_taken_at_once_and_then_one_at_a_time() {
    Bus node = throttle.node(REDIS, Map.of());

    for (int i = 0; i < 5; i++) {
      get(throttle.send(node));
    }

    Problem refused = problem(throttle.send(node));
    assertThat(refused.type()).isEqualTo(ProblemType.THROTTLED);
    assertThat(refused.retryAfter()).isBetween(Duration.ofMillis(500), Duration.ofMillis(2_000));
    assertThat(
            throttle
                .registry
                .counter("gumzo.throttle.tokens", "limit", "send-message", "outcome", "taken")
                .count())
        .isEqualTo(5);
  }

  @Test
  void the_wait_that_is_told_is_enough_and_no_more_than_needed() {
    Bus node =
        throttle.node(
            REDIS,
            Map.of("throttle.sendMessage.everyMillis", "300", "throttle.sendMessage.burst", "1"));
    get(throttle.send(node));
    Instant first = Instant.now();
    Duration wait = problem(throttle.send(node)).retryAfter();

    Awaitility.await()
        .pollInterval(Duration.ofMillis(10))
        .until(() -> Duration.between(first, Instant.now()).compareTo(wait) >= 0);

    get(throttle.send(node));
    assertThat(wait).isLessThanOrEqualTo(Duration.ofMillis(300));
    problem(throttle.send(node));
  }

  @Test
  void nodes_share_a_limit_even_when_all_ask_at_once() {
    List<Bus> nodes =
        List.of(
            throttle.node(REDIS, Map.of()),
            throttle.node(REDIS, Map.of()),
            throttle.node(REDIS, Map.of()));

    List<Future<Void>> attempts =
        IntStream.range(0, 60).mapToObj(i -> throttle.send(nodes.get(i % 3))).toList();
    get(Future.join(attempts).otherwiseEmpty());

    assertThat(attempts.stream().filter(Future::succeeded)).hasSize(5);
  }

  @Test
  void of_many_for_some_subjects_the_first_of_each_are_given() {
    Bus node = throttle.node(REDIS, Map.of());
    String asha = UUID.randomUUID().toString();
    String juma = UUID.randomUUID().toString();
    var subjects = List.of(asha, juma, asha, asha, asha, asha, juma, asha, asha);

    List<Long> waits = take(node, subjects);

    assertThat(waits.subList(0, 7)).containsOnly(0L);
    assertThat(waits.subList(7, 9)).allSatisfy(wait -> assertThat(wait).isBetween(500L, 2_000L));
    assertThat(take(node, List.of(juma, juma, juma, juma)))
        .startsWith(0L, 0L, 0L)
        .last()
        .satisfies(wait -> assertThat(wait).isBetween(500L, 2_000L));
  }

  @Test
  void limits_and_subjects_do_not_touch_each_other() {
    Bus node = throttle.node(REDIS, Map.of());
    IntStream.range(0, 5).forEach(i -> get(throttle.send(node)));
    problem(throttle.send(node));

    get(node.ask(TakeToken.COMMAND, TakeToken.of(Limit.SEND_MESSAGE, UUID.randomUUID())));
    get(node.ask(TakeToken.COMMAND, TakeToken.of(Limit.SEARCH_PEOPLE, throttle.account)));
  }

  @Test
  void without_redis_a_node_limits_by_itself() {
    Bus node = throttle.node(AWAY, Map.of());

    List<Future<Void>> attempts =
        IntStream.range(0, 20).mapToObj(i -> throttle.send(node)).toList();
    get(Future.join(attempts).otherwiseEmpty());

    assertThat(attempts.stream().filter(Future::succeeded)).hasSize(5);
    assertThat(throttle.registry.counter("gumzo.throttle.fallback").count()).isEqualTo(20);
  }

  @Test
  void losing_redis_neither_stops_the_chat_nor_opens_the_gate() {
    try (var redis = new OwnRedis()) {
      Bus node = throttle.node(redis.config(), Map.of());
      throttle.connected(node);
      IntStream.range(0, 5).forEach(i -> get(throttle.send(node)));

      redis.stop();

      List<Future<Void>> attempts =
          IntStream.range(0, 20).mapToObj(i -> throttle.send(node)).toList();
      get(Future.join(attempts).otherwiseEmpty());
      assertThat(attempts.stream().filter(Future::succeeded)).hasSize(5);
      SignInCount alone = get(throttle.fail(node, throttle.freshAddress()));
      assertThat(alone.local()).isTrue();

      redis.start();

      throttle.connected(node);
      throttle.settle(node, alone, Result.SUCCEEDED);
      assertThat(get(throttle.fail(node, throttle.freshAddress())).local()).isFalse();
    }
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

  private static List<Long> take(Bus node, List<String> subjects) {
    return get(node.ask(TakeTokens.COMMAND, new TakeTokens(Limit.SEND_MESSAGE, subjects))).millis();
  }
}
