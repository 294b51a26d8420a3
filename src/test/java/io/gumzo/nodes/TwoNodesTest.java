package io.gumzo.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.redis.OwnRedis;
import io.gumzo.streams.Audience;
import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Streams.SweepReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TwoNodesTest {
  private static OwnRedis redis;
  private static TestNode first;
  private static TestNode second;

  private final UUID account = UUID.randomUUID();

  @BeforeAll
  static void start() {
    redis = new OwnRedis();
    first = TestNode.start(redis);
    second = TestNode.start(redis);
  }

  @AfterAll
  static void stop() {
    second.close();
    first.close();
    redis.close();
  }

  @BeforeEach
  void both_are_ready() {
    await().untilAsserted(() -> assertThat(first.health().checks()).allMatch(c -> c.ok()));
    await().untilAsserted(() -> assertThat(second.health().checks()).allMatch(c -> c.ok()));
  }

  @Test
  void events_arrive_at_the_node_that_holds_the_account_once_and_in_order() {
    second.attend(account, 1);
    var positions = LongStream.rangeClosed(1, 5_000).boxed().toList();
    for (long position : positions) {
      first.commit(TestNode.event(account, position));
    }
    await().untilAsserted(() -> assertThat(second.positionsArrived(account)).hasSize(5_000));
    assertThat(second.positionsArrived(account)).isEqualTo(positions);
    assertThat(first.positionsArrived(account)).isEmpty();
  }

  @Test
  void an_event_arrives_as_it_was_committed() {
    second.attend(account, 1);
    var event = TestNode.event(account, 7);
    first.commit(event);
    await().untilAsserted(() -> assertThat(second.arrived).contains(event));
  }

  @Test
  void a_conversations_event_goes_where_one_of_its_members_is() {
    var conversation = UUID.randomUUID();
    first.members.put(conversation, Set.of(UUID.randomUUID(), account));
    second.attend(account, 1);
    var event =
        StreamEvent.of(
            conversation,
            1,
            "message-posted",
            Instant.EPOCH,
            Audience.members(conversation, 1),
            Map.of());
    first.commit(event);
    await().untilAsserted(() -> assertThat(second.arrived).contains(event));
  }

  @Test
  void an_account_that_left_gets_nothing_any_more() {
    var present = UUID.randomUUID();
    second.attend(account, 2);
    second.attend(account, 0);
    second.attend(present, 1);
    first.commit(TestNode.event(account, 1), TestNode.event(present, 1));
    await().untilAsserted(() -> assertThat(second.positionsArrived(present)).hasSize(1));
    assertThat(second.positionsArrived(account)).isEmpty();
  }

  @Test
  void a_third_node_comes_and_leaves_and_the_others_sweep() {
    int before = sweeps(first).size();
    try (var third = TestNode.start(redis)) {
      await().untilAsserted(() -> assertThat(third.health().ready()).isTrue());
      third.attend(account, 1);
      first.commit(TestNode.event(account, 1));
      await().untilAsserted(() -> assertThat(third.positionsArrived(account)).hasSize(1));
      TestNode.await(third.bus.ask(Drain.COMMAND, new Drain()));
      assertThat(third.health().ready()).isFalse();
    }
    await().untilAsserted(() -> assertThat(sweeps(first)).hasSizeGreaterThanOrEqualTo(before + 2));
    await().until(() -> peers(first) == 1);
  }

  @Test
  void a_node_that_drains_loses_nothing_that_it_committed() {
    first.attend(account, 1);
    try (var third = TestNode.start(redis)) {
      await().until(() -> third.health().ready());
      for (long position = 1; position <= 2_000; position++) {
        third.commit(TestNode.event(account, position));
      }
      TestNode.await(third.bus.ask(Drain.COMMAND, new Drain()));
    }
    assertThat(first.positionsArrived(account))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 2_000).boxed().toList());
  }

  @Test
  void a_node_that_ends_without_draining_is_not_waited_for() {
    try (var third = TestNode.start(redis)) {
      await().until(() -> peers(first) == 2 && third.health().ready());
    }
    await().atMost(Duration.ofSeconds(1)).until(() -> peers(first) == 1);
  }

  private static double peers(TestNode node) {
    return node.registry.get("gumzo.nodes.peers").gauge().value();
  }

  private static List<SweepReason> sweeps(TestNode node) {
    var membership = new ArrayList<>(node.sweeps);
    membership.removeIf(reason -> reason != SweepReason.MEMBERSHIP_CHANGED);
    return membership;
  }
}
