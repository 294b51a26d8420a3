package io.gumzo.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.NodeProcess;
import io.gumzo.testing.Person;
import io.gumzo.testing.Stored;
import io.gumzo.testing.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A node that does not learn of its own commit, so that it tells nobody. */
class CommitUnpublishedTest {
  /** The sweep's period, and what it takes by itself. */
  private static final Duration SWEPT = Duration.ofSeconds(5 + 1);

  @Test
  void what_a_killed_node_committed_and_did_not_publish_is_swept() throws Exception {
    withholdAnswer(Scale.SHORT, Map.of(), (node, trap) -> node.kill9(), SWEPT);
  }

  @Tag("faults")
  @Test
  void what_a_killed_node_committed_and_did_not_publish_is_swept_under_load() throws Exception {
    withholdAnswer(Scale.FULL, Map.of(), (node, trap) -> node.kill9(), SWEPT);
  }

  /** No sweep comes in time: the node must tell what it asked for again. */
  @Test
  void what_was_committed_when_the_connection_broke_is_told() throws Exception {
    withholdAnswer(
        Scale.SHORT,
        Map.of("cluster.sweepSeconds", "60"),
        (node, trap) -> trap.breakConnection(),
        Duration.ofSeconds(10));
  }

  private interface Fault {
    void strike(NodeProcess node, CommitTrap trap);
  }

  private static void withholdAnswer(
      Scale scale, Map<String, String> settings, Fault fault, Duration mostDelay) throws Exception {
    String bait = "nani anajua " + UUID.randomUUID();
    Map<String, String> all = new HashMap<>(settings);
    all.put("postgres.url", TestServers.freshPostgresUrl());
    String postgres = all.get("postgres.url");
    try (var trap = new CommitTrap(bait, postgres);
        var trial = Trial.of(scale, all)) {
      var survivor = scale.survivor(trial.cluster());
      var unlucky = trial.cluster().process(Map.of("postgres.url", trap.url()));
      var asha = Person.signUp(survivor.api());
      var juma = Person.signUp(survivor.api());
      UUID conversation = asha.conversationWith(survivor.api(), juma);
      var screen = trial.checker().screen(List.of(conversation));
      var listener = trial.client(juma, survivor, screen);
      var sender = trial.client(asha, unlucky, (stream, event) -> {});
      await().until(() -> listener.connected() && sender.connected());
      trial.begin(List.of(survivor, unlucky));

      var answer = sender.post(conversation, UUID.randomUUID(), bait);
      trap.committed().get(20, TimeUnit.SECONDS);
      assertThat(answer.isComplete()).as("answered already").isFalse();
      fault.strike(unlucky, trap);
      var struck = Instant.now();

      await().atMost(Duration.ofSeconds(30)).until(answer::succeeded);
      trial.mustHealFrom(struck);
      assertThat(Stored.stream(postgres, conversation))
          .containsExactly(Stored.Entry.ofMessage(answer.result()));
      assertThat(trial.checker().longestDelay(conversation)).isLessThanOrEqualTo(mostDelay);
    }
  }
}
