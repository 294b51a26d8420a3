package io.gumzo.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Person;
import io.gumzo.testing.Stored;
import io.gumzo.testing.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A node that is killed after a commit and before it told anybody of it. */
class CommitUnpublishedTest {
  /** The sweep's period, and what it takes by itself. */
  private static final Duration SWEPT = Duration.ofSeconds(5 + 1);

  private static final String BAIT = "nani anajua " + UUID.randomUUID();

  @Test
  void what_was_committed_and_not_published_is_swept() throws Exception {
    killBeforePublishing(Scale.SHORT);
  }

  @Tag("faults")
  @Test
  void what_was_committed_and_not_published_is_swept_under_load() throws Exception {
    killBeforePublishing(Scale.FULL);
  }

  private static void killBeforePublishing(Scale scale) throws Exception {
    String postgres = TestServers.freshPostgresUrl();
    try (var trap = new CommitTrap(BAIT, postgres);
        var trial = Trial.of(scale, Map.of("postgres.url", postgres))) {
      var survivor = trial.cluster().process();
      var doomed = trial.cluster().process(Map.of("postgres.url", trap.url()));
      var asha = Person.signUp(survivor.api());
      var juma = Person.signUp(survivor.api());
      UUID conversation = asha.conversationWith(survivor.api(), juma);
      var screen = trial.checker().screen(List.of(conversation));
      var listener = trial.client(juma, survivor, screen);
      var sender = trial.client(asha, doomed, (stream, event) -> {});
      await().until(() -> listener.connected() && sender.connected());
      trial.begin(List.of(survivor, doomed));

      var clientId = UUID.randomUUID();
      var answer = sender.post(conversation, clientId, BAIT);
      trap.committed().get(20, TimeUnit.SECONDS);
      boolean answered = answer.isComplete();
      doomed.kill9();
      var killed = Instant.now();

      assertThat(answered).as("answered before the node was killed").isFalse();
      await().atMost(Duration.ofSeconds(30)).until(answer::succeeded);
      trial.mustHealFrom(killed);
      assertThat(Stored.stream(postgres, conversation))
          .containsExactly(Stored.Entry.ofMessage(answer.result()));
      assertThat(trial.checker().longestDelay(conversation)).isLessThanOrEqualTo(SWEPT);
    }
  }
}
