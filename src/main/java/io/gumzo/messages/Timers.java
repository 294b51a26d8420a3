package io.gumzo.messages;

import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.Set;

/** The timers of one socket, which end with it. For one event loop. */
final class Timers {
  private final Vertx vertx;
  private final Set<Long> ids = new HashSet<>();
  private boolean ended;

  Timers(Vertx vertx) {
    this.vertx = vertx;
  }

  /** The timer's id, for {@link #cancel(long)}. */
  long after(long millis, Runnable action) {
    if (ended) {
      return -1;
    }
    long id =
        vertx.setTimer(
            Math.max(1, millis),
            due -> {
              ids.remove(due);
              action.run();
            });
    ids.add(id);
    return id;
  }

  void every(long millis, Runnable action) {
    if (!ended) {
      ids.add(vertx.setPeriodic(millis, due -> action.run()));
    }
  }

  void cancel(long id) {
    if (ids.remove(id)) {
      vertx.cancelTimer(id);
    }
  }

  /** Cancels all; those that are set afterwards never come. */
  void end() {
    ended = true;
    ids.forEach(vertx::cancelTimer);
    ids.clear();
  }
}
