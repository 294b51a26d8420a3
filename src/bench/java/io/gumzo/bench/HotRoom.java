package io.gumzo.bench;

import io.gumzo.bench.Turns.Contender;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Everybody sends into one conversation, whose row is locked by every send. */
final class HotRoom implements Bench {
  private static final int SENDERS = 16;
  private static final int WINDOW = 32;
  private static final int WARM_UP_SLOTS = 5;

  @Override
  public int seconds() {
    return 30;
  }

  @Override
  public List<Figure> run(Lab lab, int seconds) {
    int slot = seconds * 1000 / 11;
    try (var database = lab.database();
        var bareDatabase = lab.database();
        var loops = new LoadLoops(2)) {
      for (Sql each : List.of(database, bareDatabase)) {
        new Seed(each).accounts(SENDERS).conversations(0, 1, SENDERS, "m").done();
      }
      InsertLimit.prepare(bareDatabase, SENDERS, "0", "n");
      var limit = InsertLimit.of(new SqlLimit(lab.folder(), bareDatabase.url()));
      var best = limit.scanOne(SENDERS, slot / 4000.0);
      NodeHandle node = lab.node(database, Map.of());
      var answers = new Answers();
      List<LabSocket> sockets =
          Clients.open(
              loops,
              SENDERS,
              socket -> node.port(),
              socket -> Clients.authenticate(lab.token(Ids.account(socket))),
              answers);
      UUID conversation = Ids.conversation(0);
      var senders =
          new Senders(
              loops,
              lab.usage(node),
              answers,
              SENDERS,
              (sender, nanos) ->
                  sockets.get(sender).send(Posts.frame(conversation, sender, nanos)));
      Senders.warmUp(WARM_UP_SLOTS, () -> senders.closed(WINDOW, slot));
      var ours = new Contender<>(() -> senders.closed(WINDOW, slot), Senders.Sent::perSecond);
      var bare =
          new Contender<>(() -> limit.rowsPerSecond(best, slot / 1000.0), (Double rows) -> rows);
      Turns.take(ours, bare);
      var run = ours.middle();
      var figures = new ArrayList<Figure>();
      figures.add(
          Figure.of("acknowledged in one conversation", run.perSecond(), "messages/s")
              .atMost(bare.middle())
              .bar("ratio ≥ 0.60")
              .latency(run.acknowledged()));
      figures.add(
          Figure.of(
                  "  send→delivered, to %d sockets".formatted(SENDERS),
                  run.perSecond() * SENDERS,
                  "deliveries/s")
              .latency(run.delivered()));
      figures.addAll(run.usage().figures(run.done(), "messages"));
      figures.add(
          Figure.of(
              "  limit: %s, %s".formatted(SqlLimit.driver(), best.described()),
              best.rowsPerSecond(),
              "rows/s in the scan"));
      return figures;
    }
  }
}
