package io.gumzo.bench;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Answers to sends, over whatever they were sent. The {@code ref} of a send is a stamp and the
 * number of its sender, so nothing has to be remembered.
 */
final class Answers implements LabSocket.Listener {
  private static final int REF_FROM = 20;

  private final LongAdder done = new LongAdder();
  private final AtomicLong refused = new AtomicLong();
  private final Histogram latency = new ConcurrentHistogram(1_000, 60_000_000_000L, 2);
  private volatile IntConsumer next = sender -> {};

  /** What a sender does after each answer. */
  void then(IntConsumer action) {
    next = action;
  }

  static String ref(long nanos, int sender) {
    return Stamp.text(nanos) + Integer.toString(sender);
  }

  /** {@code {"type":"ok","ref":"~#…}}, whatever the order. */
  @Override
  public void answered(LabSocket socket, ByteBuf bytes, int from, int to) {
    int ref = Stamp.find(bytes, from, Math.min(to, from + 200));
    if (ref < from + REF_FROM - 8) {
      return;
    }
    int sender = 0;
    for (int at = ref + Stamp.LENGTH; bytes.getByte(at) != '"'; at++) {
      sender = sender * 10 + bytes.getByte(at) - '0';
    }
    answered(bytes.getByte(from + 9) == 'o', Stamp.read(bytes, ref), sender);
  }

  void answered(boolean ok, long nanos, int sender) {
    if (ok) {
      done.increment();
      Tally.record(latency, System.nanoTime() - nanos);
    } else {
      refused.incrementAndGet();
    }
    next.accept(sender);
  }

  long done() {
    return done.sum();
  }

  long refused() {
    return refused.get();
  }

  /** What was measured since this was last asked. */
  Histogram takeLatency() {
    Histogram taken = latency.copy();
    latency.reset();
    return taken;
  }
}
