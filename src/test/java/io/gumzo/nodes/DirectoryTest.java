package io.gumzo.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.redis.OwnRedis;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DirectoryTest {
  private static OwnRedis redis;
  private static TestNode node;
  private static RedisProbe probe;

  private final UUID account = UUID.randomUUID();

  @BeforeAll
  static void start() {
    redis = new OwnRedis();
    node = TestNode.start(redis);
    probe = new RedisProbe(redis);
  }

  @AfterAll
  static void stop() {
    probe.close();
    node.close();
    redis.close();
  }

  @Test
  void an_account_is_in_the_directory_once_attending_is_answered() {
    node.attend(account, 2);
    assertThat(probe.nodesOf(account)).containsExactly(node.id().toString());
    node.attend(account, 0);
    assertThat(probe.nodesOf(account)).isEmpty();
  }

  @Test
  void it_is_written_again_when_redis_lost_everything() {
    node.attend(account, 1);
    probe.empty();
    await().until(() -> probe.nodesOf(account).equals(List.of(node.id().toString())));
    await().until(() -> probe.nodes().equals(List.of(node.id().toString())));
    await().until(() -> node.health().ready());
    await().until(() -> node.reaches(node.id()));
  }

  @Test
  void what_redis_brings_back_from_long_ago_is_taken_off() {
    UUID gone = UUID.randomUUID();
    probe.empty();
    probe.hold(node.id(), gone);
    await().until(() -> probe.nodesOf(gone).isEmpty());
  }

  @Test
  void a_dead_node_with_many_accounts_is_taken_off_whole() {
    UUID dead = UUID.randomUUID();
    var accounts = Stream.generate(UUID::randomUUID).limit(2_500).toList();
    accounts.forEach(held -> probe.hold(dead, held));
    node.attend(accounts.get(0), 1);
    probe.lapse(dead);
    await().until(() -> !probe.nodes().contains(dead.toString()));
    assertThat(probe.keys()).doesNotContain("gumzo:held:" + dead);
    assertThat(probe.nodesOf(accounts.get(0))).containsExactly(node.id().toString());
    assertThat(accounts.subList(1, accounts.size()))
        .allSatisfy(held -> assertThat(probe.nodesOf(held)).isEmpty());
  }
}
