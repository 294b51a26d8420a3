package io.gumzo.persistence;

import io.gumzo.bus.Bus;
import io.vertx.core.Future;

/**
 * The commands of one capability. Bound by the persistence verticle, on whose event loop they run.
 */
public interface Service {
  void bind(Bus bus);

  /** Lets go of what {@link #bind} took hold of. */
  default Future<Void> close() {
    return Future.succeededFuture();
  }
}
