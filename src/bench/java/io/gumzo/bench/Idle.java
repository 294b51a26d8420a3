package io.gumzo.bench;

import io.gumzo.bench.NodeHandle.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Sockets that only sit there: their memory and what their heartbeats cost, beside bare Netty's.
 */
final class Idle implements Bench {
  /** What one process may have, of which each is served by a node and driven by another. */
  static final int MOST_EACH = 18_000;

  private static final List<Integer> SIZES = List.of(5_000, 10_000, MOST_EACH);
  private static final int CONVERSATIONS_EACH = 20;
  private static final int WARM_UP = 500;
  private static final int OPEN_SECONDS = 120;

  private final int processes;

  /**
   * @param sockets in all, a multiple of {@link #MOST_EACH}: so many nodes and load processes
   */
  Idle(int sockets) {
    this.processes = sockets / MOST_EACH;
  }

  /** With so many sockets open; the memory is that above the empty server. */
  private record Stage(int sockets, double heap, double committed, double direct, double resident) {
    static Stage of(int sockets, Memory empty, Memory now) {
      return new Stage(
          sockets,
          (now.heap() - empty.heap()) / 1024.0 / sockets,
          (now.heapCommitted() - empty.heapCommitted()) / 1024.0 / sockets,
          (now.direct() - empty.direct()) / 1024.0 / sockets,
          (now.resident() - empty.resident()) / 1024.0 / sockets);
    }
  }

  /**
   * A server and the process that opens its sockets.
   *
   * @param kind {@code node} or {@code bare}
   * @param firstAccount of its sockets
   */
  private record Pair(String kind, NodeHandle server, Child load, int firstAccount) {
    /** Those from number {@code from} to {@code to}, exclusive. */
    void open(int from, int to) {
      load.say("open %s %d %d %d".formatted(kind, server.port(), firstAccount + from, to - from));
      load.await("open", OPEN_SECONDS);
    }

    void close() {
      load.say("close");
      load.await("close", OPEN_SECONDS);
    }
  }

  /** What all servers needed. */
  private record Idling(List<Stage> stages, Memory empty, double cores) {}

  @Override
  public int seconds() {
    return 12;
  }

  @Override
  public List<Figure> run(Lab lab, int seconds) {
    Clients.mustFit(MOST_EACH);
    int sockets = processes * MOST_EACH;
    try (var database = lab.database()) {
      new Seed(database)
          .accounts(sockets)
          .conversations(0, sockets, CONVERSATIONS_EACH, "(c + m * 887) % " + sockets)
          .done();
      var bare = idle(lab, "bare", lab::bareServer, seconds / 2);
      lab.endChildren();
      var node = idle(lab, "node", () -> lab.node(database, Map.of()), seconds / 2);
      return figures(node, bare);
    }
  }

  private Idling idle(Lab lab, String kind, Supplier<NodeHandle> start, int seconds) {
    var pairs =
        IntStream.range(0, processes)
            .mapToObj(each -> new Pair(kind, start.get(), lab.loadProcess(), each * MOST_EACH))
            .toList();
    pairs.forEach(pair -> pair.open(0, WARM_UP));
    pairs.forEach(Pair::close);
    settle();
    Memory empty = memory(pairs);
    var stages = new ArrayList<Stage>();
    int open = 0;
    for (int size : SIZES) {
      for (Pair pair : pairs) {
        pair.open(open, size);
      }
      open = size;
      settle();
      stages.add(Stage.of(processes * size, empty, memory(pairs)));
    }
    double before = cpuSeconds(pairs);
    LockSupport.parkNanos(seconds * 1_000_000_000L);
    return new Idling(stages, empty, (cpuSeconds(pairs) - before) / seconds);
  }

  private static Memory memory(List<Pair> pairs) {
    return pairs.stream().map(pair -> pair.server.memory()).reduce(Memory::plus).orElseThrow();
  }

  private static double cpuSeconds(List<Pair> pairs) {
    return pairs.stream().mapToDouble(pair -> pair.server.cpuSeconds()).sum();
  }

  /** Buffers of the handshakes are gone then. */
  private static void settle() {
    LockSupport.parkNanos(2_000_000_000L);
  }

  private static List<Figure> figures(Idling node, Idling bare) {
    var figures = new ArrayList<Figure>();
    for (int index = 0; index < SIZES.size(); index++) {
      Stage stage = node.stages.get(index);
      Stage limit = bare.stages.get(index);
      String sockets = "%,d sockets: ".formatted(stage.sockets);
      figures.add(
          Figure.of(sockets + "resident, each", stage.resident, "KiB")
              .atLeast(limit.resident)
              .bar("≤ 10 KiB"));
      figures.add(Figure.of("  heap in use, each", stage.heap, "KiB").atLeast(limit.heap));
      figures.add(
          Figure.of("  heap committed, each", stage.committed, "KiB").atLeast(limit.committed));
      figures.add(Figure.of("  direct, each", stage.direct, "KiB").atLeast(limit.direct));
    }
    Stage few = node.stages.getFirst();
    Stage many = node.stages.getLast();
    figures.add(
        Figure.of(
                "growth: resident at %,d / at %,d".formatted(many.sockets, few.sockets),
                many.resident / few.resident,
                "times")
            .bar("flat"));
    figures.add(
        Figure.of(
                "idle with heartbeats, %,d sockets".formatted(many.sockets),
                node.cores * 100,
                "% of a core")
            .atLeast(bare.cores * 100));
    figures.add(
        Figure.of("empty server, resident", node.empty.resident() / 1048576.0, "MiB")
            .atLeast(bare.empty.resident() / 1048576.0));
    return figures;
  }
}
