package io.gumzo.testing;

import io.gumzo.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what a test asked. */
public final class Futures {
  private Futures() {}

  public static <T> T get(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(failure.getCause());
    } catch (InterruptedException | TimeoutException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Done after that time, for whoever tries again. */
  public static Future<Void> after(long millis) {
    Promise<Void> elapsed = Promise.promise();
    Clients.VERTX.setTimer(millis, timer -> elapsed.complete());
    return elapsed.future();
  }

  /** The problem that it fails with. */
  public static Problem problem(Future<?> future) {
    try {
      Object answer = get(future);
      throw new AssertionError("want a problem, have " + answer);
    } catch (Problem problem) {
      return problem;
    }
  }
}
