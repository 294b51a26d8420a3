package io.gumzo.activity;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** What is counted about the two logs. */
final class ActivityMetrics {
  private final MeterRegistry registry;
  private final Counter activity;
  private final Counter errors;

  ActivityMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.activity = dropped("activity");
    this.errors = dropped("errors");
  }

  void waiting(Supplier<Number> count) {
    Gauge.builder("gumzo.activity.waiting", count)
        .description("Entries of the activity log that wait to be written")
        .register(registry);
  }

  void droppedActivity(int count) {
    activity.increment(count);
  }

  void droppedErrors(int count) {
    errors.increment(count);
  }

  private Counter dropped(String log) {
    return Counter.builder("gumzo.activity.dropped")
        .description("Entries that were not written: too many waited, or PostgreSQL refused them")
        .tag("log", log)
        .register(registry);
  }
}
