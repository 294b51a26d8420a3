package io.gumzo.bench;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Says which messages are due, from a thread of its own whose time is not counted as the server's:
 * at a steady rate whatever the server does, or as many as are allowed to be under way.
 */
final class Pacer {
  private static final long TICK_NANOS = 1_000_000;

  /** Messages {@code from} (inclusive) to {@code to}; message {@code n} was due at {@link #due}. */
  record Due(long from, long to, long start, double nanosEach) {
    /** In closed loop it is due when it is handed out. */
    long due(long number) {
      return nanosEach == 0 ? start : start + (long) (number * nanosEach);
    }
  }

  private final Consumer<Due> sink;
  private volatile long allowed;

  /**
   * @param sink takes what is due and must not block
   */
  Pacer(Consumer<Due> sink) {
    this.sink = sink;
  }

  /** More may be under way, in closed loop. */
  void allow(long more) {
    allowed += more;
  }

  /** {@code open <per second> <millis>} or {@code closed <window> <millis>}; answers when done. */
  void run(String[] words) {
    boolean open = words[1].equals("open");
    double number = Double.parseDouble(words[2]);
    long nanos = Long.parseLong(words[3]) * 1_000_000;
    allowed = (long) number;
    Thread.ofPlatform()
        .name("lab-pacer")
        .start(() -> Control.say("paced", open ? steadily(number, nanos, sink) : closed(nanos)));
  }

  /** On this thread; how many were due. */
  static long steadily(double perSecond, long nanos, Consumer<Due> sink) {
    double nanosEach = 1e9 / perSecond;
    long start = System.nanoTime();
    long total = (long) (nanos / nanosEach);
    long sent = 0;
    while (sent < total) {
      long due = Math.min(total, (long) ((System.nanoTime() - start) / nanosEach) + 1);
      if (due > sent) {
        sink.accept(new Due(sent, due, start, nanosEach));
        sent = due;
      }
      long wait = start + (long) (sent * nanosEach) - System.nanoTime();
      LockSupport.parkNanos(Math.max(wait, TICK_NANOS / 2));
    }
    return sent;
  }

  private long closed(long nanos) {
    long end = System.nanoTime() + nanos;
    long sent = 0;
    for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
      long to = allowed;
      if (to > sent) {
        sink.accept(new Due(sent, to, now, 0));
        sent = to;
      }
      LockSupport.parkNanos(TICK_NANOS / 5);
    }
    return sent;
  }
}
