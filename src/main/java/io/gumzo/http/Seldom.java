package io.gumzo.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Lets one warning through per interval, whatever causes how many. May be used by every thread. */
public final class Seldom {
  private final long interval;
  private final AtomicLong next = new AtomicLong(System.nanoTime());

  public Seldom(Duration interval) {
    this.interval = interval.toNanos();
  }

  /** True for the first who asks in an interval. */
  public boolean isDue() {
    long due = next.get();
    long now = System.nanoTime();
    return now - due >= 0 && next.compareAndSet(due, now + interval);
  }
}
