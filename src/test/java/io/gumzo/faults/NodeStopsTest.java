package io.gumzo.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Device;
import io.gumzo.testing.NodeProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nodes that are asked to stop. */
class NodeStopsTest {
  private static final Duration EXIT = Duration.ofSeconds(60);

  @Test
  void a_node_that_is_asked_to_stop_moves_each_client_once() throws Exception {
    try (var trial = Trial.of(Scale.SHORT)) {
      var other = trial.cluster().local();
      var leaving = trial.cluster().process();
      trial.begin(List.of(other, leaving));

      stop(leaving);

      await().until(() -> trial.devices().stream().allMatch(Device::connected));
      assertThat(trial.devices().stream().filter(device -> device.drains() == 1))
          .hasSize(Scale.SHORT.conversations())
          .allMatch(device -> device.connections() == 2);
      trial.mustHeal();
    }
  }

  @Tag("faults")
  @Test
  void three_nodes_are_replaced_one_after_the_other() throws Exception {
    try (var trial = Trial.of(Scale.FULL)) {
      List<NodeProcess> nodes = trial.cluster().processes(3);
      trial.begin(nodes);

      for (NodeProcess old : nodes) {
        trial.cluster().process();
        stop(old);
        trial.carryOn(Duration.ofSeconds(2));
      }

      trial.mustHeal();
    }
  }

  private static void stop(NodeProcess node) throws Exception {
    node.terminate();
    assertThat(node.awaitExit(EXIT)).isZero();
  }
}
