package io.gumzo.bus;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Gathers what is told of a topic: at once after a pause, and then for so many milliseconds at a
 * time. While it gathers nobody is woken, neither by who tells nor among those who listen; that
 * costs much more than an event. What one thread tells keeps its order.
 */
public final class Gatherer<E> implements AutoCloseable {
  /** So many are enough, whatever the time. */
  private static final int MANY = 1_000;

  private final Vertx vertx;
  private final Context context;
  private final int millis;
  private final Consumer<List<E>> sink;
  private final Runnable onClose;
  private final Queue<E> told = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();

  /** Whether a step will be taken by itself. */
  private final AtomicBoolean awake = new AtomicBoolean();

  private volatile boolean closed;

  /**
   * @param millis 0 when every turn of the event loop may tell
   * @param sink runs on the event loop that this was made on
   */
  Gatherer(Vertx vertx, int millis, Consumer<List<E>> sink, Runnable onClose) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.millis = millis;
    this.sink = sink;
    this.onClose = onClose;
  }

  /** On any thread. */
  void add(E event) {
    told.add(event);
    if (awake.compareAndSet(false, true)) {
      context.runOnContext(now -> step());
    }
    if (count.incrementAndGet() == MANY) {
      context.runOnContext(now -> pass());
    }
  }

  /** What was told so far is passed on; what is told from now on is told to listeners directly. */
  @Override
  public void close() {
    onClose.run();
    closed = true;
    pass();
  }

  private void step() {
    if (pass() && !closed && millis > 0) {
      vertx.setTimer(millis, due -> step());
      return;
    }
    awake.set(false);
    if (!told.isEmpty() && awake.compareAndSet(false, true)) {
      context.runOnContext(now -> step());
    }
  }

  /** False when there was nothing. */
  private boolean pass() {
    var all = new ArrayList<E>();
    for (E event = told.poll(); event != null; event = told.poll()) {
      all.add(event);
    }
    count.addAndGet(-all.size());
    if (!all.isEmpty()) {
      sink.accept(all);
    }
    return !all.isEmpty();
  }
}
