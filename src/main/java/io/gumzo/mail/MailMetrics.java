package io.gumzo.mail;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** What is counted about mails. */
final class MailMetrics {
  private final AtomicLong waiting = new AtomicLong();
  private final Counter sent;
  private final Counter failed;
  private final Counter retried;

  MailMetrics(MeterRegistry registry) {
    Gauge.builder("gumzo.mails.waiting", waiting, AtomicLong::get)
        .description("Mails of the whole cluster that wait to be sent")
        .register(registry);
    sent = counter(registry, "sent");
    failed = counter(registry, "failed");
    retried = counter(registry, "retried");
  }

  void waiting(long count) {
    waiting.set(count);
  }

  void sent() {
    sent.increment();
  }

  /** Given up. */
  void failed(int count) {
    failed.increment(count);
  }

  void retried() {
    retried.increment();
  }

  private static Counter counter(MeterRegistry registry, String outcome) {
    return Counter.builder("gumzo.mails")
        .description("Attempts of this node to send mails, by outcome")
        .tag("outcome", outcome)
        .register(registry);
  }
}
