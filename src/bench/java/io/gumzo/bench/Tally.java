package io.gumzo.bench;

import io.netty.buffer.ByteBuf;
import org.HdrHistogram.Histogram;

/** What the sockets of one event loop received. Written by that loop alone. */
final class Tally {
  private static final long LONGEST_NANOS = 60_000_000_000L;

  private final Histogram latency = histogram();
  private long stamped;
  private volatile long published;
  private int markFromEnd = Stamp.LENGTH;

  /** Up to a minute, in nanoseconds, to two digits. */
  static Histogram histogram() {
    return new Histogram(1_000, LONGEST_NANOS, 2);
  }

  /** Counts a payload if it carries a stamp, and how late it is. */
  void payload(ByteBuf bytes, int from, int to) {
    int mark = to - markFromEnd;
    if (mark < from || !Stamp.isAt(bytes, mark)) {
      mark = Stamp.find(bytes, from, to);
      if (mark < 0) {
        return;
      }
      markFromEnd = to - mark;
    }
    stamped++;
    record(latency, System.nanoTime() - Stamp.read(bytes, mark));
  }

  static void record(Histogram histogram, long nanos) {
    histogram.recordValue(Math.max(1_000, Math.min(LONGEST_NANOS, nanos)));
  }

  /** At the end of each read: others may look now. */
  void publish() {
    published = stamped;
  }

  /** All stamped payloads so far; from any thread. */
  long count() {
    return published;
  }

  /** On the loop. */
  void addTo(Histogram sum) {
    synchronized (sum) {
      sum.add(latency);
    }
    latency.reset();
  }
}
