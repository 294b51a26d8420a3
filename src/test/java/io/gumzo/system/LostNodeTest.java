package io.gumzo.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Device;
import io.gumzo.testing.NodeProcess;
import io.gumzo.testing.Person;
import io.gumzo.testing.RunningNode;
import io.gumzo.testing.TestCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node that is killed, that hangs or that is asked to stop, in the middle of everything. */
class LostNodeTest {
  private static final int CONVERSATIONS = 5;
  private static final int MESSAGES_PER_SECOND = 300;

  private static TestCluster cluster;
  private static RunningNode one;

  private final AtomicBoolean moving = new AtomicBoolean();
  private NodeProcess two;

  @BeforeAll
  static void start() {
    cluster =
        new TestCluster(Map.of("sockets.drainSeconds", "2", "cluster.answerTimeoutMillis", "500"));
    one = cluster.local();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @BeforeEach
  void startAnother() {
    two = cluster.process();
  }

  @AfterEach
  void stopTheOther() {
    two.close();
  }

  @Test
  void what_was_acknowledged_before_a_kill_is_displayed_once_after_reconnecting() throws Exception {
    try (var load = load()) {
      load.start(MESSAGES_PER_SECOND);
      await().until(() -> load.acknowledged() > MESSAGES_PER_SECOND);

      moving.set(true);
      two.kill9();

      int then = load.acknowledged();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> load.acknowledged() > then + 2 * MESSAGES_PER_SECOND);

      load.finish();

      load.mustBeWhole(Duration.ofSeconds(15));
    }
  }

  @Test
  void a_node_that_hung_for_a_while_delivers_what_it_missed() throws Exception {
    try (var load = load(() -> List.of(two), () -> List.of(one))) {
      load.start(MESSAGES_PER_SECOND);
      await().until(() -> load.acknowledged() > MESSAGES_PER_SECOND);

      two.pause();
      int then = load.acknowledged();
      try {
        // Only what goes to node 1 is answered meanwhile.
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> load.acknowledged() > then + 2 * MESSAGES_PER_SECOND);
      } finally {
        two.resume();
      }

      load.finish();

      load.mustBeWhole(Duration.ofSeconds(15));
    }
  }

  @Test
  void a_node_that_is_asked_to_stop_moves_its_clients_and_loses_nothing() throws Exception {
    try (var load = load()) {
      load.start(MESSAGES_PER_SECOND);
      await().until(() -> load.acknowledged() > MESSAGES_PER_SECOND);

      moving.set(true);
      two.terminate();

      assertThat(two.awaitExit(Duration.ofSeconds(30))).isZero();
      await()
          .untilAsserted(
              () ->
                  // Each of its clients was asked once, and moved once.
                  assertThat(load.devices().stream().filter(device -> device.drains() == 1))
                      .hasSize(CONVERSATIONS)
                      .allMatch(device -> device.connections() == 2 && device.connected()));
      load.finish();

      load.mustBeWhole(Duration.ofSeconds(10));
    }
  }

  private Load load() {
    return load(firstThenAny(two), cluster::live);
  }

  /**
   * @param jumas where the second of each pair connects
   * @param posts where messages are posted over HTTP
   */
  private Load load(Supplier<List<RunningNode>> jumas, Supplier<List<RunningNode>> posts) {
    var load = new Load(cluster.postgresUrl(), posts);
    for (int number = 0; number < CONVERSATIONS; number++) {
      var asha = Person.signUp(one.api());
      var juma = Person.signUp(one.api());
      load.add(
          asha.conversationWith(one.api(), juma),
          asha,
          new Device(asha, () -> List.of(one)),
          juma,
          new Device(juma, jumas));
    }
    return load;
  }

  /** Whoever asks until the load begins is sent there, later ones anywhere. */
  private Supplier<List<RunningNode>> firstThenAny(RunningNode first) {
    return () -> moving.get() ? cluster.live() : List.of(first);
  }
}
