package io.gumzo.bench;

import io.gumzo.bench.NodeHandle.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Sockets that only sit there: their memory and what their heartbeats cost, beside bare Netty's.
 */
final class Idle implements Bench {
  private static final List<Integer> SIZES = List.of(5_000, 10_000, 18_000);
  private static final int MOST = SIZES.getLast();
  private static final int CONVERSATIONS_EACH = 20;
  private static final int WARM_UP = 500;

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

  /** What one server needed. */
  private record Idling(List<Stage> stages, Memory empty, double cores) {}

  @Override
  public int seconds() {
    return 24;
  }

  @Override
  public List<Figure> run(Lab lab, int seconds) {
    Clients.mustFit(MOST);
    try (var database = lab.database()) {
      new Seed(database)
          .accounts(MOST)
          .conversations(0, MOST, CONVERSATIONS_EACH, "(c + m * 887) % " + MOST)
          .done();
      var bare = idle(lab.bareServer(), socket -> Integer.toString(socket), seconds / 2);
      lab.endChildren();
      var node =
          idle(
              lab.node(database, Map.of()),
              socket -> Clients.authenticate(lab.token(Ids.account(socket))),
              seconds / 2);
      return figures(node, bare);
    }
  }

  private static Idling idle(NodeHandle server, IntFunction<String> first, int seconds) {
    try (var loops = new LoadLoops(2)) {
      Clients.close(open(loops, server, 0, WARM_UP, first));
      settle();
      Memory empty = server.memory();
      var stages = new ArrayList<Stage>();
      int open = 0;
      for (int size : SIZES) {
        open(loops, server, open, size, first);
        open = size;
        settle();
        stages.add(Stage.of(size, empty, server.memory()));
      }
      double before = server.cpuSeconds();
      LockSupport.parkNanos(seconds * 1_000_000_000L);
      return new Idling(stages, empty, (server.cpuSeconds() - before) / seconds);
    }
  }

  private static List<LabSocket> open(
      LoadLoops loops, NodeHandle server, int from, int to, IntFunction<String> first) {
    return Clients.open(
        loops,
        to - from,
        socket -> server.port(),
        socket -> first.apply(from + socket),
        Clients.SILENT);
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
                "idle with heartbeats, %,d sockets".formatted(MOST),
                node.cores * 100,
                "% of a core")
            .atLeast(bare.cores * 100));
    figures.add(
        Figure.of("empty server, resident", node.empty.resident() / 1048576.0, "MiB")
            .atLeast(bare.empty.resident() / 1048576.0));
    return figures;
  }
}
