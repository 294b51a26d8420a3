package io.gumzo.sockets;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Types of command frames and what serves them; the result, a record or JSON in a {@code Buffer},
 * becomes {@code ok.data}.
 */
public final class FrameTable {
  private final Map<String, Function<Frame, ? extends Future<?>>> handlers = new HashMap<>();

  public FrameTable on(String type, Function<Frame, ? extends Future<?>> handler) {
    if (handlers.putIfAbsent(type, handler) != null) {
      throw new IllegalStateException("two handlers for the frame " + type);
    }
    return this;
  }

  Set<String> types() {
    return handlers.keySet();
  }

  Future<?> serve(String type, Frame frame) {
    try {
      return handlers.get(type).apply(frame);
    } catch (RuntimeException thrown) {
      return Future.failedFuture(thrown);
    }
  }
}
