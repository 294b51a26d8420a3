package io.gumzo.bench;

import java.util.function.DoubleSupplier;

/**
 * A server that has just begun runs its code interpreted, and compiles it on the cores that are to
 * be measured. One that serves people has been up for days: what is measured is that.
 */
final class WarmUp {
  /** A stretch that takes so much of the best before it is no better than that. */
  private static final double AS_GOOD = 0.95;

  /** So many in a row, and it is warm. */
  private static final int STEADY = 2;

  private WarmUp() {}

  /**
   * Until it gets no better, or for so many stretches.
   *
   * @param cost what a stretch takes of a core, or of time, for each piece of its work
   */
  static void until(int most, DoubleSupplier cost) {
    double best = Double.MAX_VALUE;
    int steady = 0;
    for (int stretch = 0; stretch < most && steady < STEADY; stretch++) {
      double now = cost.getAsDouble();
      steady = now > AS_GOOD * best ? steady + 1 : 0;
      best = Math.min(best, now);
    }
  }
}
