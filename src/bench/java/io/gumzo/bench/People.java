package io.gumzo.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Looking for people among a million, over HTTP at a steady rate, each kind of search by itself and
 * no text twice.
 */
final class People implements Bench {
  private static final int CROWD = 1_000_000;
  private static final int CONNECTIONS = 16;
  private static final int TEXTS = 20_000;
  private static final double PER_SECOND = 50;
  private static final int WARM_UP_MILLIS = 1_500;

  /**
   * @param text what is looked for; or null for nothing, to see how long the machine lets anything
   *     wait
   */
  private record Kind(String name, Supplier<String> text) {
    String path() {
      return text == null
          ? "/api/v1/accounts/" + Ids.account(1)
          : "/api/v1/accounts?limit=30&query="
              + URLEncoder.encode(text.get(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public int seconds() {
    return 48;
  }

  @Override
  public List<Figure> run(Lab lab, int seconds) {
    try (var database = lab.database()) {
      System.out.println("  filling …");
      Crowd.fill(database, CROWD);
      var node = lab.node(database, Map.of());
      var crowd = new Crowd();
      var kinds =
          List.of(
              new Kind("one person by id, to compare", null),
              new Kind("a beginning", () -> crowd.beginning(crowd.first())),
              new Kind("a first or last name", () -> crowd.part(" " + crowd.last())),
              new Kind("first and last name", crowd::whole),
              new Kind("a part of a name", () -> crowd.part(crowd.last())),
              new Kind("a name with a slip", () -> crowd.slip(crowd.first())),
              new Kind("both names with a slip", () -> crowd.slip(crowd.whole())),
              new Kind("nobody's name", crowd::nobody));
      kinds.forEach(kind -> measure(lab, node, kind, WARM_UP_MILLIS));
      var figures = new ArrayList<Figure>();
      for (Kind kind : kinds) {
        figures.addAll(measure(lab, node, kind, seconds * 1000 / kinds.size()));
      }
      return figures;
    }
  }

  private static List<Figure> measure(Lab lab, NodeHandle node, Kind kind, int millis) {
    try (var loops = new LoadLoops(1)) {
      var answers = new Answers();
      var searchers =
          new Senders(loops, lab.usage(node), answers, TEXTS, way(lab, loops, node, answers, kind));
      var run = searchers.open(PER_SECOND, millis);
      if (answers.refused() > 0) {
        throw new BenchFailure(
            BenchFailure.Reason.SERVER, answers.refused() + " searches were refused.");
      }
      var figures = new ArrayList<Figure>();
      figures.add(
          Figure.of(kind.name(), run.perSecond(), "searches/s")
              .latency(run.acknowledged())
              .bar("p99 ≤ 50"));
      figures.addAll(run.usage().figures(run.done(), "searches"));
      return figures;
    }
  }

  private static Senders.Way way(
      Lab lab, LoadLoops loops, NodeHandle node, Answers answers, Kind kind) {
    var connections = new ArrayList<RestConnection>();
    for (int number = 0; number < CONNECTIONS; number++) {
      var connection =
          new RestConnection(
              node.port(),
              (status, searcher, nanos) -> answers.answered(status == 200, nanos, searcher));
      connections.add(connection);
      loops.connect(node.port(), tally -> connection).join();
    }
    String token = lab.token(Ids.account(0));
    var used = new int[1];
    return (searcher, nanos) -> {
      connections.get(used[0]++ % CONNECTIONS).get(kind.path(), token, searcher, nanos);
    };
  }
}
