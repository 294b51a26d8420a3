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
import java.util.function.ToIntFunction;

/**
 * Gathers what is told of a topic: at once after a pause, and then for so many milliseconds at a
 * time. While it gathers nobody is woken, neither by who tells nor among those who listen; that
 * costs much more than an event. What one thread tells keeps its order, until this is closed.
 */
public final class Gatherer<E> implements AutoCloseable {
  /** Of so much it makes a part at once, whatever the time. */
  private static final int MANY = 1_000;

  private final Vertx vertx;
  private final Context context;
  private final int millis;
  private final ToIntFunction<E> size;
  private final Consumer<List<E>> sink;
  private final Consumer<Gatherer<E>> onClose;
  private final Queue<E> told = new ConcurrentLinkedQueue<>();

  /** Of all that was told. */
  private final AtomicInteger waiting = new AtomicInteger();

  /** Whether a step will be taken by itself. */
  private final AtomicBoolean awake = new AtomicBoolean();

  private volatile boolean closed;

  /**
   * @param millis 0 when every turn of the event loop may tell
   * @param size of what is told at a time, in whatever it consists of
   * @param sink runs on the event loop that this was made on
   */
  Gatherer(
      Vertx vertx,
      int millis,
      ToIntFunction<E> size,
      Consumer<List<E>> sink,
      Consumer<Gatherer<E>> onClose) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.millis = millis;
    this.size = size;
    this.sink = sink;
    this.onClose = onClose;
  }

  /** On any thread. */
  void add(E event) {
    told.add(event);
    int mine = size.applyAsInt(event);
    int all = waiting.addAndGet(mine);
    if (awake.compareAndSet(false, true)) {
      context.runOnContext(now -> step());
    }
    if (closed || all >= MANY && all - mine < MANY) {
      context.runOnContext(now -> pass());
    }
  }

  /** What was told so far is passed on; what is told from now on is told to listeners directly. */
  @Override
  public void close() {
    onClose.accept(this);
    closed = true;
    pass();
  }

  private void step() {
    boolean passed = true;
    try {
      passed = pass();
    } finally {
      if (passed && !closed && millis > 0) {
        vertx.setTimer(millis, due -> step());
      } else {
        rest();
      }
    }
  }

  /** Somebody may have told something since the last look. */
  private void rest() {
    awake.set(false);
    if (!told.isEmpty() && awake.compareAndSet(false, true)) {
      context.runOnContext(now -> step());
    }
  }

  /** False when there was nothing. */
  private boolean pass() {
    boolean passed = false;
    for (List<E> part = poll(); !part.isEmpty(); part = poll()) {
      passed = true;
      sink.accept(part);
    }
    return passed;
  }

  private List<E> poll() {
    var part = new ArrayList<E>();
    int taken = 0;
    while (taken < MANY && !told.isEmpty()) {
      E event = told.remove();
      taken += size.applyAsInt(event);
      part.add(event);
    }
    waiting.addAndGet(-taken);
    return part;
  }
}
