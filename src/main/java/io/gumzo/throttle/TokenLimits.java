package io.gumzo.throttle;

import io.gumzo.config.ThrottleConfig;
import io.gumzo.config.ThrottleConfig.Rate;
import io.gumzo.problem.Problem;
import io.gumzo.redis.RedisClient;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Answers {@link TakeToken}. */
final class TokenLimits {
  private record Counts(Counter taken, Counter refused) {
    static Counts of(Limit limit, MeterRegistry registry) {
      return new Counts(counter(limit, "taken", registry), counter(limit, "refused", registry));
    }

    private static Counter counter(Limit limit, String outcome, MeterRegistry registry) {
      return Counter.builder("gumzo.throttle.tokens")
          .description("Tokens asked for, by limit and outcome")
          .tag("limit", limit.slug())
          .tag("outcome", outcome)
          .register(registry);
    }
  }

  private final LocalTokens local = new LocalTokens();
  private final Map<Limit, Counts> counts = new EnumMap<>(Limit.class);
  private final ThrottleConfig config;
  private final SharedTokens shared;
  private final Fallback fallback;

  TokenLimits(ThrottleConfig config, RedisClient redis, Fallback fallback, MeterRegistry registry) {
    this.config = config;
    this.shared = new SharedTokens(redis);
    this.fallback = fallback;
    for (Limit limit : Limit.values()) {
      counts.put(limit, Counts.of(limit, registry));
    }
  }

  Future<Void> take(TakeToken command) {
    Rate rate = command.limit().rate(config);
    String key = "gumzo:limit:" + command.limit().slug() + ":" + command.subject();
    return fallback
        .or(shared.take(key, rate), () -> local.take(key, rate, System.nanoTime() / 1_000))
        .compose(wait -> answer(counts.get(command.limit()), wait));
  }

  private static Future<Void> answer(Counts counts, long waitMillis) {
    if (waitMillis == 0) {
      counts.taken().increment();
      return Future.succeededFuture();
    }
    counts.refused().increment();
    return Future.failedFuture(Problem.throttled(Duration.ofMillis(waitMillis)));
  }
}
