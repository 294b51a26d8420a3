package io.gumzo.sockets;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The sessions by their event loop, with one timer for each loop and none for each session. */
final class SessionLoops {
  private static final long TICK_MILLIS = 1_000;

  private final Map<Context, Set<Session>> loops = new ConcurrentHashMap<>();

  /**
   * The event loop that this runs on. Vert.x gives each request a context of its own; what all
   * requests of a loop share is behind it.
   */
  static Context current(Vertx vertx) {
    return ((ContextInternal) vertx.getOrCreateContext()).unwrap();
  }

  /** On the session's event loop. */
  void add(Vertx vertx, Session session) {
    loops.computeIfAbsent(session.context(), loop -> begin(vertx)).add(session);
  }

  /** On the session's event loop. */
  void remove(Session session) {
    Set<Session> sessions = loops.get(session.context());
    if (sessions != null) {
      sessions.remove(session);
    }
  }

  /** Each on its own event loop, soon. */
  void forEach(Consumer<Session> action) {
    loops.forEach(
        (loop, sessions) -> loop.runOnContext(now -> Set.copyOf(sessions).forEach(action)));
  }

  /** The timer belongs to the verticle whose event loop this is, and ends with it. */
  private static Set<Session> begin(Vertx vertx) {
    var sessions = new HashSet<Session>();
    vertx.setPeriodic(
        TICK_MILLIS,
        timer -> {
          long now = System.currentTimeMillis();
          Set.copyOf(sessions).forEach(session -> session.tick(now));
        });
    return sessions;
  }
}
