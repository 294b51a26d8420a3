package io.gumzo.faults;

import io.gumzo.testing.RunningNode;
import io.gumzo.testing.TestCluster;
import java.time.Duration;
import java.util.Map;

/**
 * How much a fault is tried with.
 *
 * @param after how long the load goes on after the fault's end
 * @param settings beside those of every test cluster
 */
record Scale(
    int conversations, int messagesPerSecond, Duration after, Map<String, String> settings) {

  /** For every build. */
  static final Scale SHORT =
      new Scale(
          5,
          300,
          Duration.ofSeconds(3),
          Map.of("sockets.drainSeconds", "1", "cluster.answerTimeoutMillis", "500"));

  /** What is promised, with the product's own periods. */
  static final Scale FULL =
      new Scale(
          100,
          2_000,
          Duration.ofSeconds(16),
          Map.of(
              "sockets.drainSeconds", "5",
              "cluster.watchdogSeconds", "3",
              "cluster.leaseSeconds", "15",
              "postgres.poolSize", "16"));

  /** A node that nothing happens to: for a short trial within the test's own process. */
  RunningNode survivor(TestCluster cluster) {
    return survivor(cluster, Map.of());
  }

  RunningNode survivor(TestCluster cluster, Map<String, String> own) {
    return equals(SHORT) ? cluster.local(own) : cluster.process(own);
  }
}
