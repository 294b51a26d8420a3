package io.gumzo.bus;

import io.vertx.core.Future;

/** What a command ended in; a failure travels as the object that it is, not as a text. */
record Outcome(Object answer, Throwable failure) {
  static Outcome of(io.vertx.core.AsyncResult<?> result) {
    return new Outcome(result.result(), result.cause());
  }

  <A> Future<A> as(Class<A> type) {
    return failure == null
        ? Future.succeededFuture(type.cast(answer))
        : Future.failedFuture(failure);
  }
}
