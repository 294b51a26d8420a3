package io.gumzo.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Counts and times requests by the operation of the contract and the status, except those that
 * become a socket and those that cannot be read. Each kind is looked up once: Vert.x's own figures
 * of a request are looked up anew for each, which costs more than some requests.
 */
final class RequestMetrics {
  private static final String OPERATION = "gumzo.operation";

  /** Whatever is beside the contract. */
  private static final String OTHER = "other";

  /** The client went away before it had the answer. */
  private static final String CLOSED = "closed";

  private record Kind(String operation, String status) {}

  private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();
  private final MeterRegistry registry;

  RequestMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Says what the request is for. */
  static void is(RoutingContext context, String operationId) {
    context.put(OPERATION, operationId);
  }

  /** From here until it is answered. */
  void watch(RoutingContext context) {
    long began = System.nanoTime();
    context.addEndHandler(ended -> record(context, ended.succeeded(), System.nanoTime() - began));
  }

  private void record(RoutingContext context, boolean isAnswered, long nanos) {
    String operation = context.get(OPERATION);
    var kind =
        new Kind(
            operation == null ? OTHER : operation,
            isAnswered ? Integer.toString(context.response().getStatusCode()) : CLOSED);
    timers.computeIfAbsent(kind, this::register).record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer register(Kind kind) {
    return Timer.builder("gumzo.http.requests")
        .description("Requests, from their head to the end of the answer")
        .tag("operation", kind.operation())
        .tag("status", kind.status())
        .register(registry);
  }
}
