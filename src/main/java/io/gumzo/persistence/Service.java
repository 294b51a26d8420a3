package io.gumzo.persistence;

import io.gumzo.bus.Bus;
import io.vertx.core.Future;

/**
 * The commands of one capability. Bound by the persistence verticle, on whose event loop they run.
 */
public interface Service {
  void bind(Bus bus);

  /** Succeeds once it knows what it must know before anybody asks; the node waits for it. */
  default Future<Void> open() {
    return Future.succeededFuture();
  }

  /** Lets go of what {@link #bind} took hold of. */
  default Future<Void> close() {
    return Future.succeededFuture();
  }
}
