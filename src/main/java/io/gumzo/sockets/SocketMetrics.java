package io.gumzo.sockets;

import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Streams.SweepReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What is counted about sockets and delivery. */
final class SocketMetrics {
  private final MeterRegistry registry;
  private final Counter deliveries;
  private final Counter undeliverable;
  private final Counter holes;
  private final Counter swept;
  private final Timer commitToDeliver;
  private final Map<CloseCode, Counter> closed = new EnumMap<>(CloseCode.class);
  private final Map<SweepReason, Counter> sweeps = new EnumMap<>(SweepReason.class);
  private final AtomicInteger sockets = new AtomicInteger();
  private final AtomicInteger queued = new AtomicInteger();

  SocketMetrics(MeterRegistry registry, Receivers receivers) {
    this.registry = registry;
    this.deliveries = counter("gumzo.deliveries", "Events handed to sockets");
    this.undeliverable =
        counter("gumzo.deliveries.undeliverable", "Events whose audience could not be read");
    this.holes = counter("gumzo.delivery.holes", "Streams of which an event came early");
    this.swept = counter("gumzo.sweep.events", "Events that a sweep read again");
    this.commitToDeliver =
        Timer.builder("gumzo.commit.to.deliver")
            .description("From the commit to the hand-over to the sockets of this node")
            .publishPercentileHistogram()
            .register(registry);
    for (CloseCode code : CloseCode.values()) {
      closed.put(
          code,
          Counter.builder("gumzo.sockets.closed")
              .tag("reason", code.name().toLowerCase(Locale.ROOT))
              .description("Sockets closed by this node")
              .register(registry));
    }
    for (SweepReason reason : SweepReason.values()) {
      sweeps.put(
          reason,
          Counter.builder("gumzo.sweeps")
              .tag("reason", reason.name().toLowerCase(Locale.ROOT))
              .description("Sweeps wanted")
              .register(registry));
    }
    Gauge.builder("gumzo.sockets", sockets, AtomicInteger::get)
        .description("Open sockets")
        .register(registry);
    Gauge.builder("gumzo.sockets.accounts", receivers, Receivers::accounts)
        .description("Accounts with a socket on this node")
        .register(registry);
    Gauge.builder("gumzo.sockets.queued", queued, AtomicInteger::get)
        .description("Frames that wait in sessions' queues")
        .register(registry);
  }

  void opened() {
    sockets.incrementAndGet();
  }

  void gone() {
    sockets.decrementAndGet();
  }

  void closed(CloseCode code) {
    closed.get(code).increment();
  }

  void queued(int change) {
    queued.addAndGet(change);
  }

  void delivered(StreamEvent event, int receivers) {
    deliveries.increment(receivers);
    Duration since = Duration.between(event.at(), Instant.now());
    commitToDeliver.record(since.isNegative() ? Duration.ZERO : since);
  }

  void undeliverable() {
    undeliverable.increment();
  }

  void hole() {
    holes.increment();
  }

  void sweep(SweepReason reason) {
    sweeps.get(reason).increment();
  }

  void swept(int events) {
    swept.increment(events);
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }
}
