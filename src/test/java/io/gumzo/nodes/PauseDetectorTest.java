package io.gumzo.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PauseDetectorTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final PauseDetector detector = new PauseDetector(nanos::get);

  @Test
  void a_gap_of_more_than_thirty_seconds_is_told_once() {
    pass(Duration.ofSeconds(1));
    assertThat(detector.tick()).isEmpty();
    pass(Duration.ofSeconds(30));
    assertThat(detector.tick()).isEmpty();
    pass(Duration.ofSeconds(31));
    assertThat(detector.tick()).contains(Duration.ofSeconds(31));
    pass(Duration.ofSeconds(1));
    assertThat(detector.tick()).isEmpty();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
