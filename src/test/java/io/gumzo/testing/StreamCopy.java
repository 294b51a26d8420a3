package io.gumzo.testing;

import io.vertx.core.json.JsonObject;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A stream as one client has it, kept by the contract's rule. */
final class StreamCopy {
  private final Consumer<JsonObject> screen;
  private final TreeMap<Long, JsonObject> held = new TreeMap<>();
  private long have;
  private long known;
  private boolean reading;

  /**
   * @param screen is given each event once, in order
   */
  StreamCopy(Consumer<JsonObject> screen) {
    this.screen = screen;
  }

  /** The last position that the client has. */
  long have() {
    return have;
  }

  /** {@code have + 1} is applied, what is there is dropped, what comes later is held. */
  void offer(JsonObject event) {
    long position = event.getLong("position");
    if (position > have) {
      held.put(position, event);
      known = Math.max(known, position);
    }
    for (var next = held.remove(have + 1); next != null; next = held.remove(have + 1)) {
      have++;
      screen.accept(next);
    }
  }

  /** The stream is at least that long. */
  void learn(long head) {
    known = Math.max(known, head);
  }

  /** True when something is missing and nobody reads it; whoever asks must. */
  boolean beginReading() {
    if (reading || known <= have) {
      return false;
    }
    reading = true;
    return true;
  }

  void endReading() {
    reading = false;
  }
}
