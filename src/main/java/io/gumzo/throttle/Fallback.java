package io.gumzo.throttle;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers from this node when Redis does not, and says so once. To be used on one event loop. */
final class Fallback {
  private static final Logger LOG = LoggerFactory.getLogger(Fallback.class);

  private final Counter used;
  private boolean away;

  Fallback(MeterRegistry registry) {
    this.used =
        Counter.builder("gumzo.throttle.fallback")
            .description("Limits that this node decided alone, because Redis did not answer")
            .register(registry);
  }

  <T> Future<T> or(Future<T> shared, Supplier<T> local) {
    return shared
        .onSuccess(answer -> back())
        .recover(
            failure -> {
              used.increment();
              report(failure);
              return Future.succeededFuture(local.get());
            });
  }

  private void report(Throwable failure) {
    if (!away) {
      LOG.warn("limits are counted by this node alone: {}", failure.toString());
      away = true;
    }
  }

  private void back() {
    if (away) {
      LOG.info("limits are counted for the whole cluster again");
      away = false;
    }
  }
}
