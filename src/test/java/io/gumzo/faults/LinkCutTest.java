package io.gumzo.faults;

import io.gumzo.testing.Ports;
import io.gumzo.testing.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two nodes that do not reach each other, while both reach Redis and PostgreSQL. */
class LinkCutTest {
  /** Another address of the loopback interface, which nodes tell each other as theirs. */
  private static final String PUBLIC = "127.0.0.2";

  @Test
  void connections_between_nodes_break_for_a_moment() throws Exception {
    cut(Scale.SHORT, Duration.ofSeconds(2), Proxy::cut);
  }

  @Tag("faults")
  @Test
  void connections_between_nodes_break_for_30_s() throws Exception {
    cut(Scale.FULL, Duration.ofSeconds(30), Proxy::cut);
  }

  @Tag("faults")
  @Test
  void packets_between_nodes_are_dropped_for_30_s() throws Exception {
    cut(Scale.FULL, Duration.ofSeconds(30), Proxy::hold);
  }

  private static void cut(Scale scale, Duration time, Consumer<Proxy> how) throws Exception {
    int onePort = Ports.free();
    int otherPort = Ports.free();
    try (var toOne = new Proxy(PUBLIC, onePort, onePort, breaker -> Proxy.Tap.NONE);
        var toOther = new Proxy(PUBLIC, otherPort, otherPort, breaker -> Proxy.Tap.NONE);
        var trial = Trial.of(scale)) {
      var one = scale.survivor(trial.cluster(), linkedThrough(onePort));
      var other = trial.cluster().process(linkedThrough(otherPort));
      trial.begin(List.of(one, other));

      List.of(toOne, toOther).forEach(how);
      Trial.during(time);
      List.of(toOne, toOther).forEach(Proxy::heal);

      trial.mustHeal();
    }
  }

  private static Map<String, String> linkedThrough(int port) {
    return Map.of("cluster.port", Integer.toString(port), "cluster.publicHost", PUBLIC);
  }
}
