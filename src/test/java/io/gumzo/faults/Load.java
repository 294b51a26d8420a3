package io.gumzo.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** So many messages a second, whatever becomes of them, from all senders in turn. */
final class Load implements AutoCloseable {
  private static final long TICK_MILLIS = 10;

  /** Acknowledging late what a fault held back takes a while where there are few cores. */
  private static final Duration DRAINED = Duration.ofMinutes(10);

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final List<Sender> senders;
  private final int perSecond;
  private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
  private ScheduledFuture<?> ticking;
  private long beganAt;
  private volatile int said;

  Load(List<Sender> senders, int perSecond) {
    this.senders = senders;
    this.perSecond = perSecond;
  }

  /** Returns when messages flow. */
  void start() {
    beganAt = System.nanoTime();
    ticking = pace.scheduleAtFixedRate(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    var unused = pace.scheduleAtFixedRate(this::leaveSilentNodes, 1, 1, TimeUnit.SECONDS);
    awaitMore(Duration.ofSeconds(2));
  }

  int acknowledged() {
    return senders.stream().mapToInt(Sender::acknowledged).sum();
  }

  /** Waits until as much was acknowledged as is due in that time, with much patience. */
  void awaitMore(Duration worth) {
    int then = acknowledged();
    long more = worth.toMillis() * perSecond / 1_000;
    await("%d messages acknowledged after %d".formatted(more, then))
        .atMost(DRAINED)
        .until(() -> acknowledged() >= then + more);
  }

  /** Stops and waits until everything was acknowledged. */
  void finish() throws InterruptedException {
    // What fails in a tick would end it in silence.
    assertThat(ticking.cancel(false)).as("the load went on until now").isTrue();
    pace.shutdown();
    assertThat(pace.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
    await("everything acknowledged")
        .atMost(DRAINED)
        .untilAsserted(() -> assertThat(acknowledged()).isEqualTo(said));
  }

  @Override
  public void close() {
    pace.shutdownNow();
  }

  private void leaveSilentNodes() {
    senders.forEach(sender -> sender.device().leaveIfSilent(PATIENCE));
  }

  private void tick() {
    long due = (System.nanoTime() - beganAt) / 1_000 * perSecond / 1_000_000;
    int number = said;
    for (; number < due; number++) {
      senders.get(number % senders.size()).say("habari " + number);
    }
    said = number;
  }
}
