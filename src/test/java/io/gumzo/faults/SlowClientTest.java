package io.gumzo.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Health;
import io.gumzo.testing.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A client that reads nothing for a while, of many who write to it. */
@Tag("faults")
class SlowClientTest {
  private static final int WRITERS = 20;
  private static final String LONG_TEXT = "m".repeat(8_000);

  /** The setting {@code sockets.queueFrames}, and the answers that are never left out. */
  private static final double MOST_QUEUED = 256 + 32;

  @Test
  void a_client_that_stops_reading_is_closed_and_disturbs_nobody() throws Exception {
    try (var trial = Trial.of(Scale.FULL, Map.of("sockets.stuckSeconds", "5"))) {
      var nodes = trial.cluster().processes(2);
      var home = nodes.getFirst();
      var slowPerson = Person.signUp(home.api());
      List<Person> writers = new ArrayList<>();
      List<UUID> conversations = new ArrayList<>();
      for (int number = 0; number < WRITERS; number++) {
        var writer = Person.signUp(home.api());
        writers.add(writer);
        conversations.add(writer.conversationWith(home.api(), slowPerson));
      }
      var others = trial.checker();
      var checker = new Checker(trial.cluster().postgresUrl());
      var slow = trial.client(slowPerson, home, checker.screen(conversations));
      var senders = new ArrayList<Sender>();
      for (int number = 0; number < WRITERS; number++) {
        var writer = writers.get(number);
        var device = trial.client(writer, nodes.getLast(), (stream, event) -> {});
        senders.add(new Sender(conversations.get(number), writer.id(), device, checker));
      }
      trial.begin(nodes);
      double queuedBefore = queued(home.managementPort());

      slow.pause();
      var paused = Instant.now();
      var mostQueued = new double[1];
      int[] round = {0};
      await()
          .atMost(Duration.ofSeconds(120))
          .pollInterval(Duration.ofMillis(200))
          .until(
              () -> {
                // 40 long texts every 200 ms: more than the system's own buffers take for long.
                senders.forEach(sender -> sender.say(LONG_TEXT + round[0]++));
                senders.forEach(sender -> sender.say(LONG_TEXT + round[0]++));
                mostQueued[0] = Math.max(mostQueued[0], queued(home.managementPort()));
                return closedAsTooSlow(home.managementPort()) > 0;
              });
      slow.resume();
      var resumed = Instant.now();

      assertThat(mostQueued[0] - queuedBefore).isLessThanOrEqualTo(MOST_QUEUED);
      trial.mustHealFrom(resumed);
      checker.mustBeWhole(Duration.ofMinutes(1));
      assertThat(checker.healedAfter(resumed)).isLessThanOrEqualTo(Trial.HEALED);
      assertThat(others.lateShare(paused, resumed)).as("late at others").isLessThan(0.01);
    }
  }

  private static double queued(int managementPort) {
    return Health.metric(managementPort, "gumzo_sockets_queued");
  }

  private static double closedAsTooSlow(int managementPort) {
    return Health.metrics(managementPort)
        .lines()
        .filter(line -> line.startsWith("gumzo_sockets_closed_total") && line.contains("too_slow"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
