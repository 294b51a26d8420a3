package io.gumzo.sockets;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What is delivered to a session while its heads are being read. Bounded. */
final class Backlog {
  private static final int MOST_EVENTS = 1_000;

  private List<Delivered> kept = new ArrayList<>();
  private int events;

  /** False when it is full. */
  boolean keep(Delivered delivered) {
    events += delivered.events().size();
    if (events > MOST_EVENTS) {
      return false;
    }
    delivered.retain();
    kept.add(delivered);
    return true;
  }

  /** Hands everything over, in order, and is empty then. */
  void drainTo(Consumer<Delivered> receiver) {
    List<Delivered> all = kept;
    kept = List.of();
    all.forEach(
        delivered -> {
          receiver.accept(delivered);
          delivered.release();
        });
  }
}
