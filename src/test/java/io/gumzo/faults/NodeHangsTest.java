package io.gumzo.faults;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A node that does not run for a while, with its connections open, and then goes on. */
class NodeHangsTest {
  @Test
  void a_node_that_hung_for_a_moment_delivers_what_it_missed() throws Exception {
    hang(Scale.SHORT, Duration.ofSeconds(2));
  }

  @Tag("faults")
  @Test
  void a_node_that_hung_for_5_s_delivers_what_it_missed() throws Exception {
    hang(Scale.FULL, Duration.ofSeconds(5));
  }

  @Tag("faults")
  @Test
  void a_node_that_hung_for_60_s_sends_its_clients_elsewhere() throws Exception {
    hang(Scale.FULL, Duration.ofSeconds(60));
  }

  private static void hang(Scale scale, Duration time) throws Exception {
    try (var trial = Trial.of(scale)) {
      var nodes = trial.cluster().processes(2);
      trial.begin(nodes);

      trial.hang(nodes.getLast());
      try {
        Trial.during(time);
      } finally {
        trial.hangNoMore(nodes.getLast());
      }

      trial.mustHeal();
    }
  }
}
