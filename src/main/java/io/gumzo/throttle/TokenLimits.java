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
import java.util.List;
import java.util.Map;

/** Answers {@link TakeToken} and {@link TakeTokens}. */
final class TokenLimits {
  private record Counts(Counter taken, Counter refused) {
    static Counts of(Limit limit, MeterRegistry registry) {
      return new Counts(counter(limit, "taken", registry), counter(limit, "refused", registry));
    }

    void count(List<Long> waits) {
      long granted = waits.stream().filter(wait -> wait == 0).count();
      taken.increment(granted);
      refused.increment(waits.size() - granted);
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
    return take(new TakeTokens(command.limit(), List.of(command.subject())))
        .compose(waits -> answer(waits.millis().getFirst()));
  }

  Future<TakeTokens.Waits> take(TakeTokens command) {
    Rate rate = command.limit().rate(config);
    String prefix = "gumzo:limit:" + command.limit().slug() + ":";
    List<String> keys = command.subjects().stream().map(prefix::concat).toList();
    return fallback
        .or(shared.take(keys, rate), () -> takeHere(keys, rate))
        .onSuccess(waits -> counts.get(command.limit()).count(waits))
        .map(TakeTokens.Waits::new);
  }

  private List<Long> takeHere(List<String> keys, Rate rate) {
    long now = System.nanoTime() / 1_000;
    return keys.stream().map(key -> local.take(key, rate, now)).toList();
  }

  private static Future<Void> answer(long waitMillis) {
    return waitMillis == 0
        ? Future.succeededFuture()
        : Future.failedFuture(Problem.throttled(Duration.ofMillis(waitMillis)));
  }
}
