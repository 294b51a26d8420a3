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

  /**
   * One event loop.
   *
   * @param sessions touched on that loop only
   */
  record Loop(Context context, Flusher flusher, Set<Session> sessions) {}

  private final Map<Context, Loop> loops = new ConcurrentHashMap<>();

  /**
   * The event loop that this runs on. Vert.x gives each request a context of its own; what all
   * requests of a loop share is behind it.
   */
  Loop current(Vertx vertx) {
    Context context = ((ContextInternal) vertx.getOrCreateContext()).unwrap();
    return loops.computeIfAbsent(context, first -> begin(vertx, first));
  }

  /** On the session's event loop. */
  void remove(Session session) {
    Loop loop = loops.get(session.context());
    if (loop != null) {
      loop.sessions().remove(session);
    }
  }

  /** Each on its own event loop, soon. */
  void forEach(Consumer<Session> action) {
    loops.forEach(
        (context, loop) ->
            context.runOnContext(now -> Set.copyOf(loop.sessions()).forEach(action)));
  }

  /** The timer belongs to the verticle whose event loop this is, and ends with it. */
  private static Loop begin(Vertx vertx, Context context) {
    var loop = new Loop(context, new Flusher(context), new HashSet<>());
    vertx.setPeriodic(
        TICK_MILLIS,
        timer -> {
          long now = System.currentTimeMillis();
          Set.copyOf(loop.sessions()).forEach(session -> session.tick(now));
        });
    return loop;
  }
}
