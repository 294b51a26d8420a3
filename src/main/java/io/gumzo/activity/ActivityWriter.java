package io.gumzo.activity;

import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers entries and writes them by the batch, one batch at a time. While PostgreSQL is away they
 * wait, up to a limit; beyond it they are dropped and counted. When a connection breaks, the batch
 * that was on its way is written again: it may be there twice. For one event loop.
 */
final class ActivityWriter {
  static final int MOST_TOGETHER = 500;

  private static final Logger LOG = LoggerFactory.getLogger(ActivityWriter.class);

  private final ArrayDeque<Activity> queue = new ArrayDeque<>();
  private final int mostWaiting;
  private final Function<List<Activity>, Future<Void>> write;
  private final ActivityMetrics metrics;
  private Future<Void> writing = Future.succeededFuture();

  ActivityWriter(
      int mostWaiting, Function<List<Activity>, Future<Void>> write, ActivityMetrics metrics) {
    this.mostWaiting = mostWaiting;
    this.write = write;
    this.metrics = metrics;
  }

  void add(List<Activity> entries) {
    int room = Math.min(entries.size(), mostWaiting - queue.size());
    queue.addAll(entries.subList(0, room));
    if (room < entries.size()) {
      metrics.droppedActivity(entries.size() - room);
    }
    if (queue.size() >= MOST_TOGETHER && writing.succeeded()) {
      flush();
    }
  }

  int waiting() {
    return queue.size();
  }

  /** Writes one batch, and more while whole ones wait. Fails when PostgreSQL is away. */
  Future<Void> flush() {
    if (writing.isComplete()) {
      writing = write(MOST_TOGETHER);
    }
    return writing;
  }

  /** As {@link #flush}, until nothing waits. */
  Future<Void> drain() {
    writing = writing.transform(before -> write(1));
    return writing;
  }

  /**
   * @param least go on while so many wait
   */
  private Future<Void> write(int least) {
    if (queue.isEmpty()) {
      return Future.succeededFuture();
    }
    var batch = new ArrayList<Activity>(Math.min(queue.size(), MOST_TOGETHER));
    var entries = queue.iterator();
    while (batch.size() < MOST_TOGETHER && entries.hasNext()) {
      batch.add(entries.next());
    }
    return write
        .apply(batch)
        .recover(failure -> isAway(failure) ? Future.failedFuture(failure) : drop(batch, failure))
        .compose(
            written -> {
              batch.forEach(entry -> queue.remove());
              return queue.size() >= least ? write(least) : Future.succeededFuture();
            });
  }

  private Future<Void> drop(List<Activity> batch, Throwable failure) {
    metrics.droppedActivity(batch.size());
    LOG.warn("a batch of the activity log is lost: {}", failure.toString());
    return Future.succeededFuture();
  }

  private static boolean isAway(Throwable failure) {
    return Problem.from(failure).type() == ProblemType.UNAVAILABLE;
  }
}
