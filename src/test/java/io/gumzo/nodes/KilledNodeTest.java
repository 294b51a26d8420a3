package io.gumzo.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.redis.OwnRedis;
import io.gumzo.streams.Streams.SweepReason;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KilledNodeTest {
  private final UUID here = UUID.randomUUID();
  private final UUID there = UUID.randomUUID();

  @Test
  void two_processes_pass_events_and_a_killed_one_is_forgotten_within_its_lease() throws Exception {
    try (var redis = new OwnRedis();
        var survivor = TestNode.start(redis);
        var other = NodeProcess.start(redis);
        var probe = new RedisProbe(redis)) {
      await().until(() -> survivor.health().ready() && probe.nodes().size() == 2);
      survivor.attend(here, 1);
      other.attend(there);
      for (long position : LongStream.rangeClosed(1, 100).toArray()) {
        survivor.commit(TestNode.event(there, position));
        other.commit(here, position);
      }
      for (long position : LongStream.rangeClosed(1, 100).toArray()) {
        assertThat(other.nextArrived()).isEqualTo(position);
      }
      await()
          .untilAsserted(
              () ->
                  assertThat(survivor.positionsArrived(here))
                      .containsExactlyElementsOf(LongStream.rangeClosed(1, 100).boxed().toList()));

      survivor.sweeps.clear();
      other.kill();

      await()
          .atMost(Duration.ofSeconds(TestNode.LEASE_SECONDS + 2))
          .untilAsserted(
              () -> {
                assertThat(probe.nodesOf(there)).isEmpty();
                assertThat(probe.keys()).doesNotContain("gumzo:held:" + other.id());
                assertThat(probe.nodes()).containsExactly(survivor.id().toString());
                assertThat(survivor.reaches(other.id())).isFalse();
              });
      assertThat(survivor.sweeps).isEqualTo(List.of(SweepReason.MEMBERSHIP_CHANGED));
      await().untilAsserted(() -> assertThat(survivor.health().ready()).isTrue());
    }
  }
}
