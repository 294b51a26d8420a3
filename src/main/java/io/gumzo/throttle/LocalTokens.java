package io.gumzo.throttle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gumzo.config.ThrottleConfig.Rate;
import java.time.Duration;

/**
 * What stands in for {@code take-token.lua} while Redis is away: the same rates, for this node
 * alone. To be used on one event loop.
 */
final class LocalTokens {
  private static final int MOST_SUBJECTS = 100_000;

  private final Cache<String, Long> full =
      Caffeine.newBuilder()
          .maximumSize(MOST_SUBJECTS)
          .expireAfterAccess(Duration.ofHours(1))
          .build();

  /**
   * @param nowMicros of a clock that never goes back
   * @return 0 when a token was taken, else the milliseconds to wait
   */
  long take(String key, Rate rate, long nowMicros) {
    long every = rate.everyMillis() * 1_000L;
    Long known = full.getIfPresent(key);
    long after = (known == null ? nowMicros : Math.max(known, nowMicros)) + every;
    long wait = after - every * rate.burst() - nowMicros;
    if (wait > 0) {
      return Math.ceilDiv(wait, 1_000L);
    }
    full.put(key, after);
    return 0;
  }
}
