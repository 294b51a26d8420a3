package io.gumzo.bench;

import io.gumzo.bench.Senders.Sent;
import io.gumzo.bench.Turns.Contender;
import java.util.List;

/**
 * As many messages as are acknowledged, beside two limits: the rows that PostgreSQL takes while it
 * has the machine to itself, and what is left of that when the barest server takes the messages
 * from sockets and delivers them.
 */
final class MostSent {
  private static final int WARM_UP_SLOTS = 5;

  private final InsertLimit limit;
  private final InsertLimit.Best best;
  private final Senders bare;
  private final int window;
  private final int slot;

  /**
   * @param best the way to write rows that takes turns
   * @param window how many messages each sender has under way
   * @param slot milliseconds of a stretch
   */
  MostSent(InsertLimit limit, InsertLimit.Best best, Senders bare, int window, int slot) {
    this.limit = limit;
    this.best = best;
    this.bare = bare;
    this.window = window;
    this.slot = slot;
  }

  /**
   * @param figures are added to
   * @param where of the messages, for the table
   */
  Sent measure(Senders ours, String where, List<Figure> figures) {
    Senders.warmUp(WARM_UP_SLOTS, () -> ours.closed(window, slot));
    Senders.warmUp(WARM_UP_SLOTS, () -> bare.closed(window, slot));
    var sent = new Contender<>(() -> ours.closed(window, slot), Sent::perSecond);
    var barest = new Contender<>(() -> bare.closed(window, slot), Sent::perSecond);
    var rows =
        new Contender<>(() -> limit.rowsPerSecond(best, slot / 1000.0), (Double each) -> each);
    Turns.take(sent, barest, rows);
    Sent run = sent.middle();
    Sent least = barest.middle();
    figures.add(
        Figure.of("acknowledged " + where, run.perSecond(), "messages/s")
            .atMost(rows.middle())
            .bar("ratio ≥ 0.60")
            .latency(run.acknowledged()));
    figures.add(
        Figure.of("  beside bare sockets over the same statement", run.perSecond(), "messages/s")
            .atMost(least.perSecond()));
    figures.add(
        Figure.of("  send→delivered, queues full", run.perSecond(), "messages/s")
            .latency(run.delivered()));
    figures.addAll(run.usage().figures(run.done(), "messages"));
    figures.add(
        Figure.of("limit: bare sockets over the same statement", least.perSecond(), "messages/s")
            .atMost(rows.middle())
            .latency(least.acknowledged()));
    figures.addAll(least.usage().figures(least.done(), "messages"));
    figures.add(
        Figure.of(
            "limit: %s, %s".formatted(SqlLimit.driver(), best.described()),
            best.rowsPerSecond(),
            "rows/s in the scan"));
    return run;
  }
}
