package io.gumzo.nodes;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Notices that the process did not run, by the time that passed between two ticks. */
final class PauseDetector {
  static final Duration LONGEST = Duration.ofSeconds(30);

  private final LongSupplier nanos;
  private long lastTick;

  /**
   * @param nanos such as {@code System::nanoTime}
   */
  PauseDetector(LongSupplier nanos) {
    this.nanos = nanos;
    this.lastTick = nanos.getAsLong();
  }

  /** The pause that just ended, when it was longer than {@link #LONGEST}. */
  Optional<Duration> tick() {
    long now = nanos.getAsLong();
    var gap = Duration.ofNanos(now - lastTick);
    lastTick = now;
    return gap.compareTo(LONGEST) > 0 ? Optional.of(gap) : Optional.empty();
  }
}
