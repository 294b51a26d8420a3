package io.gumzo.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * CPU seconds of all that a message needs on this machine, the clients that the lab plays included.
 */
record Usage(double nodes, Map<Long, Double> postgres, double redis, double clients) {

  /**
   * Until now.
   *
   * @param folder that the embedded servers work in
   */
  static Usage now(Path folder, List<NodeHandle> nodes) {
    return new Usage(
        nodes.stream().mapToDouble(NodeHandle::cpuSeconds).sum(),
        Proc.cpuSecondsIn(folder, "postgres"),
        sum(Proc.cpuSecondsIn(folder, "redis-server")),
        Proc.cpuSeconds(ProcessHandle.current().pid()));
  }

  Usage since(Usage earlier) {
    return new Usage(
        nodes - earlier.nodes, began(earlier), redis - earlier.redis, clients - earlier.clients);
  }

  /** Connections come and go; those that are gone by now are left out. */
  private Map<Long, Double> began(Usage earlier) {
    return postgres.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                each -> each.getValue() - earlier.postgres.getOrDefault(each.getKey(), 0.0)));
  }

  private static double sum(Map<Long, Double> processes) {
    return processes.values().stream().mapToDouble(each -> each).sum();
  }

  /** One line each. */
  List<Figure> figures(long messages, String what) {
    double each = 1e6 / messages;
    String unit = "CPU-s per million " + what;
    return List.of(
        Figure.of("  CPU of the node", nodes * each, unit),
        Figure.of("  CPU of PostgreSQL", sum(postgres) * each, unit),
        Figure.of("  CPU of Redis", redis * each, unit),
        Figure.of("  CPU of the clients, on the same cores", clients * each, unit));
  }
}
