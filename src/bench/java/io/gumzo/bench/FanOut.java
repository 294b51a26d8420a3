package io.gumzo.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Frames to many sockets: how much of a core a million of them take at a steady rate, and how many
 * go out in a second, beside bare Netty writing the same frame to as many sockets.
 */
final class FanOut implements Bench {
  private static final int LOAD_LOOPS = 2;
  private static final int FRAME_BYTES = 200;
  private static final int ROUNDS = 3;
  private static final int SLOTS = 48;

  /**
   * @param first the number of the first conversation
   * @param perSecond messages, in open loop
   * @param window messages under way, in closed loop
   */
  private record Shape(
      String name, int first, int rooms, int members, double perSecond, int window) {
    int sockets() {
      return rooms * members;
    }

    int account(int socket) {
      return first * members + socket;
    }
  }

  private static final Shape HOT = new Shape("hot room of 1,000", 0, 1, 1_000, 10, 64);
  private static final Shape SMALL = new Shape("200 rooms of 10", 1, 200, 10, 1_000, 2_000);

  private final List<Figure> figures = new ArrayList<>();

  @Override
  public int seconds() {
    return 90;
  }

  @Override
  public List<Figure> run(Lab lab, int seconds) {
    Clients.mustFit(2 * SMALL.sockets());
    figures.clear();
    int slot = Math.max(500, seconds * 1000 / SLOTS);
    try (var database = lab.database();
        var loops = new LoadLoops(LOAD_LOOPS)) {
      var seed = new Seed(database).accounts(SMALL.account(SMALL.sockets()));
      for (Shape shape : List.of(HOT, SMALL)) {
        seed.conversations(
            shape.first, shape.rooms, shape.members, "c * %d + m".formatted(shape.members));
      }
      seed.done();
      NodeHandle bare = lab.bareServer();
      NodeHandle one = lab.node(database, Map.of());
      measure(lab, loops, bare, List.of(one), HOT, slot);
      measure(lab, loops, bare, List.of(one), SMALL, slot);
      NodeHandle two = lab.node(database, Map.of());
      measure(lab, loops, bare, List.of(one, two), HOT, slot);
      measure(lab, loops, bare, List.of(one, two), SMALL, slot);
    }
    return figures;
  }

  private void measure(
      Lab lab, LoadLoops loops, NodeHandle bare, List<NodeHandle> nodes, Shape shape, int slot) {
    var limitSockets =
        Clients.open(
            loops,
            shape.sockets(),
            socket -> bare.port(),
            socket -> Integer.toString(socket / shape.members),
            Clients.SILENT);
    var sockets =
        Clients.open(
            loops,
            shape.sockets(),
            socket -> nodes.get(socket % nodes.size()).port(),
            socket -> Clients.authenticate(lab.token(Ids.account(shape.account(socket)))),
            Clients.SILENT);
    bare.child().say("frame %d %d".formatted(shape.rooms, FRAME_BYTES));
    bare.child().await("framed", 10);
    rooms(nodes, shape, "ephemeral");
    List<NodeHandle> limit = List.of(bare);
    Run.closed(loops, nodes, shape.window, shape.members, slot);
    Run.closed(loops, limit, shape.window, shape.members, slot / 2);
    String where = ", %s, ".formatted(nodes.size() == 1 ? "1 node" : "2 nodes") + shape.name;
    steady(loops, limit, nodes, shape, slot, where);
    fastest(loops, limit, nodes, shape, slot / 2, where);
    rooms(nodes, shape, "durable");
    durable(loops, nodes, shape, slot, where);
    Clients.close(sockets);
    Clients.close(limitSockets);
  }

  private void steady(
      LoadLoops loops,
      List<NodeHandle> limit,
      List<NodeHandle> nodes,
      Shape shape,
      int slot,
      String where) {
    var measured = new ArrayList<Run>();
    var limits = new ArrayList<Run>();
    for (int round = 0; round < ROUNDS; round++) {
      measured.add(Run.open(loops, nodes, shape.perSecond, shape.members, slot));
      limits.add(Run.open(loops, limit, shape.perSecond, shape.members, slot));
    }
    var order = Comparator.comparingDouble(Run::cpuPerMillion);
    Run run = Run.middle(measured, order);
    Run best = Run.middle(limits, order);
    figures.add(
        Figure.of("ephemeral" + where, run.cpuPerMillion(), "CPU-s per million")
            .atLeast(best.cpuPerMillion())
            .bar("ratio ≥ 0.70")
            .latency(run.latency()));
    figures.add(
        Figure.of("  limit's latency", best.cpuPerMillion(), "CPU-s per million")
            .latency(best.latency()));
    lost("ephemeral" + where, run);
  }

  private void fastest(
      LoadLoops loops,
      List<NodeHandle> limit,
      List<NodeHandle> nodes,
      Shape shape,
      int slot,
      String where) {
    var measured = new ArrayList<Run>();
    var limits = new ArrayList<Run>();
    for (int round = 0; round < ROUNDS; round++) {
      measured.add(Run.closed(loops, nodes, shape.window, shape.members, slot));
      limits.add(Run.closed(loops, limit, shape.window, shape.members, slot));
    }
    var order = Comparator.comparingDouble(Run::perSecond).reversed();
    Run run = Run.middle(measured, order);
    Run best = Run.middle(limits, order);
    figures.add(
        Figure.of("  maximum", run.perSecond(), "deliveries/s")
            .atMost(best.perSecond())
            .latency(run.latency()));
    figures.add(
        Figure.of("  CPU at the maximum", run.cpuPerMillion(), "CPU-s per million")
            .atLeast(best.cpuPerMillion()));
    lost("maximum" + where, run);
  }

  private void durable(
      LoadLoops loops, List<NodeHandle> nodes, Shape shape, int slot, String where) {
    Run.open(loops, nodes, shape.perSecond, shape.members, slot / 2);
    Run run = Run.open(loops, nodes, shape.perSecond, shape.members, slot);
    figures.add(
        Figure.of("durable" + where, run.cpuPerMillion(), "CPU-s per million")
            .latency(run.latency()));
    lost("durable" + where, run);
  }

  private static void rooms(List<NodeHandle> nodes, Shape shape, String kind) {
    Child publisher = nodes.getFirst().child();
    publisher.say(
        "rooms %s %d %d %d %d"
            .formatted(kind, shape.first, shape.rooms, shape.members, FRAME_BYTES));
    publisher.await("rooms", 10);
  }

  private void lost(String what, Run run) {
    if (run.missing() != 0) {
      figures.add(Figure.of("  missing in: " + what, run.missing(), "deliveries"));
    }
  }
}
