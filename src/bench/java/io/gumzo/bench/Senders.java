package io.gumzo.bench;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** Many who send into conversations: as fast as they are answered, or at a steady rate. */
final class Senders {
  private static final long PATIENCE_NANOS = 5_000_000_000L;

  /** How one of them sends: a message intended for a moment. */
  interface Way {
    void send(int sender, long nanos);
  }

  /**
   * What came of it.
   *
   * @param delivered from the send to each socket that it went to
   */
  record Sent(
      double perSecond,
      long done,
      Usage usage,
      long unanswered,
      Histogram acknowledged,
      Histogram delivered) {}

  private final LoadLoops loops;
  private final Supplier<Usage> usage;
  private final Answers answers;
  private final int count;
  private final Way way;
  private volatile boolean going;

  Senders(LoadLoops loops, Supplier<Usage> usage, Answers answers, int count, Way way) {
    this.loops = loops;
    this.usage = usage;
    this.answers = answers;
    this.count = count;
    this.way = way;
  }

  /** Each has {@code window} messages under way. */
  Sent closed(int window, int millis) {
    return closedWith(window * count, millis);
  }

  /** So many messages are under way, of as many senders in turn. */
  Sent closedWith(int underWay, int millis) {
    going = true;
    answers.then(
        sender -> {
          if (going) {
            way.send(sender, System.nanoTime());
          }
        });
    return measure(
        () -> {
          for (int message = 0; message < underWay; message++) {
            way.send(message % count, System.nanoTime());
          }
          LockSupport.parkNanos(millis * 1_000_000L);
          long done = answers.done();
          going = false;
          return done;
        },
        0);
  }

  /** Until more are not acknowledged in as much time any more. */
  static void warmUp(int most, Supplier<Sent> work) {
    WarmUp.until(most, () -> 1 / work.get().perSecond());
  }

  /** In turn, whatever comes of it. */
  Sent open(double perSecond, int millis) {
    answers.then(sender -> {});
    return measure(
        () -> {
          Pacer.steadily(perSecond, millis * 1_000_000L, this::send);
          return answers.done();
        },
        perSecond * millis / 1000);
  }

  private void send(Pacer.Due due) {
    for (long number = due.from(); number < due.to(); number++) {
      way.send((int) (number % count), due.due(number));
    }
  }

  /**
   * @param work answers how many had been acknowledged at its end
   * @param wanted acknowledged in the end; 0 when that is not known
   */
  private Sent measure(Supplier<Long> work, double wanted) {
    answers.takeLatency();
    loops.takeLatency();
    long before = answers.done();
    long refused = answers.refused();
    Usage earlier = usage.get();
    long began = System.nanoTime();
    long done = work.get() - before;
    double seconds = (System.nanoTime() - began) / 1e9;
    Usage used = usage.get().since(earlier);
    awaitRest(before + (long) wanted);
    long all = answers.done() - before;
    if (answers.refused() > refused) {
      throw new BenchFailure(
          BenchFailure.Reason.SERVER,
          "The node refused %d messages.".formatted(answers.refused() - refused));
    }
    return new Sent(
        done / seconds,
        done,
        used,
        Math.max(0, (long) wanted - all),
        answers.takeLatency(),
        loops.takeLatency());
  }

  /** Until nothing comes any more. */
  private void awaitRest(long wanted) {
    long last = System.nanoTime();
    long seen = answers.done();
    while (System.nanoTime() - last < (answers.done() < wanted ? PATIENCE_NANOS : 300_000_000L)) {
      LockSupport.parkNanos(10_000_000);
      if (answers.done() != seen) {
        seen = answers.done();
        last = System.nanoTime();
      }
    }
  }
}
