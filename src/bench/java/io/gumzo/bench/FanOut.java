package io.gumzo.bench;

import io.gumzo.bench.Turns.Contender;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Frames to many sockets: how much of a core a million of them take at a steady rate, and how many
 * go out in a second, beside bare Netty writing the same frame to as many sockets.
 */
final class FanOut implements Bench {
  private static final int LOAD_LOOPS = 2;
  private static final int FRAME_BYTES = 200;
  private static final int WARM_UP_TIMES = 10;
  private static final int WARM_UP_SLOTS = 8;
  private static final int SLOTS = 80;

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

    String room(int socket) {
      return Integer.toString(socket / members);
    }
  }

  private static final Shape HOT = new Shape("hot room of 1,000", 0, 1, 1_000, 10, 64);
  private static final Shape SMALL = new Shape("200 rooms of 10", 1, 200, 10, 1_000, 2_000);

  /**
   * What is compared, each with as many processes as there are nodes.
   *
   * @param bare the limit
   * @param alone one process of the limit with all the sockets; null when that is the limit itself
   */
  private record Sides(List<NodeHandle> nodes, List<NodeHandle> bare, List<NodeHandle> alone) {
    List<List<NodeHandle>> all() {
      return alone == null ? List.of(nodes, bare) : List.of(nodes, bare, alone);
    }

    String where(Shape shape) {
      return ", %s, %s".formatted(nodes.size() == 1 ? "1 node" : "2 nodes", shape.name);
    }
  }

  private final List<Figure> figures = new ArrayList<>();

  @Override
  public int seconds() {
    return 84;
  }

  @Override
  public List<Figure> run(Lab lab, int seconds) {
    Clients.mustFit(3 * SMALL.sockets());
    figures.clear();
    int slot = Math.max(400, seconds * 1000 / SLOTS);
    try (var database = lab.database();
        var loops = new LoadLoops(LOAD_LOOPS)) {
      var seed = new Seed(database).accounts(SMALL.account(SMALL.sockets()));
      for (Shape shape : List.of(HOT, SMALL)) {
        seed.conversations(
            shape.first, shape.rooms, shape.members, "c * %d + m".formatted(shape.members));
      }
      seed.done();
      NodeHandle alone = lab.bareServer();
      NodeHandle one = lab.node(database, Map.of());
      var single = new Sides(List.of(one), List.of(alone), null);
      measure(lab, loops, single, HOT, slot);
      measure(lab, loops, single, SMALL, slot);
      List<NodeHandle> pair = lab.barePair();
      var both = new Sides(List.of(one, lab.node(database, Map.of())), pair, List.of(alone));
      measure(lab, loops, both, HOT, slot);
      measure(lab, loops, both, SMALL, slot);
    }
    return figures;
  }

  private void measure(Lab lab, LoadLoops loops, Sides sides, Shape shape, int slot) {
    var sockets = new ArrayList<LabSocket>();
    for (List<NodeHandle> servers : sides.all()) {
      boolean bare = servers != sides.nodes;
      sockets.addAll(
          Clients.open(
              loops,
              shape.sockets(),
              socket -> servers.get(socket % servers.size()).port(),
              socket ->
                  bare
                      ? shape.room(socket)
                      : Clients.authenticate(lab.token(Ids.account(shape.account(socket)))),
              Clients.SILENT));
      if (bare) {
        Child child = servers.getFirst().child();
        child.say("frame %d %d".formatted(shape.rooms, FRAME_BYTES));
        child.await("framed", 10);
      }
    }
    rooms(sides.nodes, shape, "ephemeral");
    warmUp(loops, sides, shape, slot);
    idle(sides, shape, slot);
    steady(loops, sides, shape, slot);
    fastest(loops, sides, shape, slot / 2);
    rooms(sides.nodes, shape, "durable");
    durable(loops, sides, shape, slot);
    Clients.close(sockets);
  }

  /** What runs at a steady rate too, and sooner so: at several times of it. */
  private static void warmUp(LoadLoops loops, Sides sides, Shape shape, int slot) {
    double perSecond = WARM_UP_TIMES * shape.perSecond;
    for (List<NodeHandle> servers : sides.all()) {
      Run.closed(loops, servers, shape.window, shape.members, slot);
      WarmUp.until(
          WARM_UP_SLOTS,
          () -> Run.open(loops, servers, perSecond, shape.members, slot).cpuPerMillion());
    }
  }

  /** What the sockets and the nodes themselves take while nothing is sent. */
  private void idle(Sides sides, Shape shape, int slot) {
    figures.add(
        Figure.of(
                "idle" + sides.where(shape), 100 * Run.idleCores(sides.nodes, slot), "% of a core")
            .atLeast(100 * Run.idleCores(sides.bare, slot)));
  }

  private void steady(LoadLoops loops, Sides sides, Shape shape, int slot) {
    List<Run> middle =
        middle(
            sides.all(),
            servers -> Run.open(loops, servers, shape.perSecond, shape.members, slot),
            Run::cpuPerMillion);
    Run run = middle.get(0);
    Run limit = middle.get(1);
    figures.add(
        Figure.of("ephemeral" + sides.where(shape), run.cpuPerMillion(), "CPU-s per million")
            .atLeast(limit.cpuPerMillion())
            .bar("ratio ≥ 0.70")
            .latency(run.latency()));
    if (sides.alone != null) {
      for (int node = 0; node < 2; node++) {
        figures.add(
            Figure.of(
                    node == 0 ? "  the sender's node of that" : "  the other node of that",
                    run.cpuPerMillion(node),
                    "CPU-s per million")
                .atLeast(limit.cpuPerMillion(node)));
      }
      figures.add(
          Figure.of("  beside one bare process", run.cpuPerMillion(), "CPU-s per million")
              .atLeast(middle.get(2).cpuPerMillion()));
    }
    figures.add(
        Figure.of("  limit's latency", limit.cpuPerMillion(), "CPU-s per million")
            .latency(limit.latency()));
    lost("ephemeral" + sides.where(shape), run);
  }

  private void fastest(LoadLoops loops, Sides sides, Shape shape, int slot) {
    List<Run> middle =
        middle(
            List.of(sides.nodes, sides.bare),
            servers -> Run.closed(loops, servers, shape.window, shape.members, slot),
            Run::perSecond);
    Run run = middle.get(0);
    Run limit = middle.get(1);
    figures.add(
        Figure.of("  maximum", run.perSecond(), "deliveries/s")
            .atMost(limit.perSecond())
            .latency(run.latency()));
    figures.add(
        Figure.of("  CPU at the maximum", run.cpuPerMillion(), "CPU-s per million")
            .atLeast(limit.cpuPerMillion()));
    lost("maximum" + sides.where(shape), run);
  }

  private void durable(LoadLoops loops, Sides sides, Shape shape, int slot) {
    Run.open(loops, sides.nodes, shape.perSecond, shape.members, slot / 2);
    Run run = Run.open(loops, sides.nodes, shape.perSecond, shape.members, slot);
    figures.add(
        Figure.of("durable" + sides.where(shape), run.cpuPerMillion(), "CPU-s per million")
            .latency(run.latency()));
    lost("durable" + sides.where(shape), run);
  }

  /** Of each side, in their order. */
  private static List<Run> middle(
      List<List<NodeHandle>> sides,
      Function<List<NodeHandle>, Run> work,
      ToDoubleFunction<Run> figure) {
    var contenders =
        sides.stream().map(servers -> new Contender<>(() -> work.apply(servers), figure)).toList();
    Turns.take(contenders);
    return contenders.stream().map(Contender::middle).toList();
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
