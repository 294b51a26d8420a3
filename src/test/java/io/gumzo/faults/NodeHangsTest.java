package io.gumzo.faults;

import java.time.Duration;
import java.util.List;
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
      var other = scale.survivor(trial.cluster());
      var hanging = trial.cluster().process();
      trial.begin(List.of(other, hanging));

      trial.hang(hanging);
      try {
        Trial.during(time);
      } finally {
        trial.hangNoMore(hanging);
      }

      trial.mustHeal();
    }
  }
}
