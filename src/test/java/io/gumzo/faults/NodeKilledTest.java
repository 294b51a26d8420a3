package io.gumzo.faults;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A node that ends without a word. */
class NodeKilledTest {
  @Test
  void what_a_killed_node_acknowledged_is_displayed_once() throws Exception {
    killOneOfTwo(Scale.SHORT);
  }

  @Tag("faults")
  @Test
  void what_a_killed_node_acknowledged_is_displayed_once_under_load() throws Exception {
    killOneOfTwo(Scale.FULL);
  }

  private static void killOneOfTwo(Scale scale) throws Exception {
    try (var trial = Trial.of(scale)) {
      var survivor = scale.survivor(trial.cluster());
      var doomed = trial.cluster().process();
      trial.begin(List.of(survivor, doomed));

      doomed.kill9();

      trial.mustHeal();
    }
  }
}
