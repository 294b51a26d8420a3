package io.gumzo.bus;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/**
 * The least time from one step to the next: whoever comes after a while goes at once, and what
 * comes in quick succession is gathered, since a step costs much more than what is in it. For one
 * event loop.
 */
public final class Interval {
  private static final long NANOS_IN_MILLI = 1_000_000;

  private final Vertx vertx;
  private final long nanos;
  private final Runnable onOver;
  private boolean timed;
  private long begunAt;

  /**
   * @param millis 0 when every step may be taken at once
   */
  public Interval(Vertx vertx, long millis, Runnable onOver) {
    this.vertx = vertx;
    this.nanos = TimeUnit.MILLISECONDS.toNanos(millis);
    this.onOver = onOver;
    this.begunAt = System.nanoTime() - nanos;
  }

  /** A step is taken now. */
  public void begin() {
    begunAt = System.nanoTime();
  }

  /** Whether the next step may be taken. When not, {@code onOver} runs as soon as it may. */
  public boolean isOver() {
    long left = begunAt + nanos - System.nanoTime();
    if (left > 0 && !timed) {
      timed = true;
      vertx.setTimer(Math.ceilDiv(left, NANOS_IN_MILLI), fired -> timeIsUp());
    }
    return left <= 0;
  }

  private void timeIsUp() {
    timed = false;
    onOver.run();
  }
}
