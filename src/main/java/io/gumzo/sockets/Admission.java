package io.gumzo.sockets;

import io.gumzo.problem.Problem;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.function.Supplier;

/**
 * Lets so many sessions of a node join at a time; the others wait their turn. When ten thousand
 * clients come at once, each waits for a moment, instead of all asking PostgreSQL together and
 * being turned away. May be used from every event loop.
 */
final class Admission {
  private static final int MOST_AT_ONCE = 128;
  private static final int MOST_WAITING = 50_000;

  private record Waiting(Context loop, Runnable begin) {}

  private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
  private int running;

  /**
   * Does the work when it is its turn, on the loop. Fails with {@code UNAVAILABLE} when too many
   * wait.
   */
  <T> Future<T> enter(Context loop, Supplier<Future<T>> work) {
    Promise<T> done = Promise.promise();
    Runnable begin =
        () ->
            Future.succeededFuture()
                .compose(turn -> work.get()) // what it throws must give the turn back too
                .onComplete(
                    result -> {
                      leave();
                      done.handle(result);
                    });
    synchronized (this) {
      if (running >= MOST_AT_ONCE) {
        if (queue.size() >= MOST_WAITING) {
          return Future.failedFuture(Problem.unavailable("too many clients come at once"));
        }
        queue.add(new Waiting(loop, begin));
        return done.future();
      }
      running++;
    }
    begin.run();
    return done.future();
  }

  private void leave() {
    Waiting next;
    synchronized (this) {
      next = queue.poll();
      if (next == null) {
        running--;
        return;
      }
    }
    next.loop().runOnContext(turn -> next.begin().run());
  }
}
