package io.gumzo.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.nodes.NodeHealth.Check;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.redis.OwnRedis;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RedisLostTest {
  private final UUID account = UUID.randomUUID();
  private final UUID newcomer = UUID.randomUUID();

  @Test
  void nodes_go_on_without_redis_and_find_each_other_when_it_comes_back_empty() {
    try (var redis = new OwnRedis();
        var first = TestNode.start(redis);
        var second = TestNode.start(redis)) {
      await().until(() -> first.health().ready() && second.health().ready());
      second.attend(account, 1);
      first.commit(TestNode.event(account, 1));
      await().until(() -> second.positionsArrived(account).equals(List.of(1L)));

      redis.stop();

      await()
          .untilAsserted(
              () ->
                  assertThat(missing(first.health()))
                      .anyMatch(
                          text -> text.equals("the node's lease cannot be renewed in Redis")));
      first.commit(TestNode.event(account, 2));
      await().until(() -> second.positionsArrived(account).equals(List.of(1L, 2L)));
      assertThat(refusal(second, newcomer).type()).isEqualTo(ProblemType.UNAVAILABLE);

      redis.start();

      await()
          .atMost(Duration.ofSeconds(15))
          .until(() -> first.health().ready() && second.health().ready());
      first.commit(TestNode.event(account, 3), TestNode.event(newcomer, 1));
      await().until(() -> second.positionsArrived(account).equals(List.of(1L, 2L, 3L)));
      await().until(() -> second.positionsArrived(newcomer).equals(List.of(1L)));
      try (var probe = new RedisProbe(redis)) {
        await().until(() -> probe.nodesOf(account).equals(List.of(second.id().toString())));
        await().until(() -> probe.nodesOf(newcomer).equals(List.of(second.id().toString())));
      }
      await().until(() -> second.reaches(first.id()));
    }
  }

  private static List<String> missing(NodeHealth health) {
    return health.checks().stream().filter(check -> !check.ok()).map(Check::missing).toList();
  }

  private static Problem refusal(TestNode node, UUID account) {
    var answer = node.bus.ask(Attend.COMMAND, new Attend(account, 1));
    await().until(answer::isComplete);
    return (Problem) answer.cause();
  }
}
