package io.gumzo.persistence;

import io.gumzo.bus.Bus;

/**
 * The commands of one capability. Bound by the persistence verticle, on whose event loop they run.
 */
public interface Service {
  void bind(Bus bus);
}
