package io.gumzo.throttle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gumzo.config.ThrottleConfig.BackOff;
import java.time.Duration;

/**
 * What stands in for {@code sign-in-backoff.lua} while Redis is away: the same counting, for this
 * node alone and without remembered addresses. To be used on one event loop.
 */
final class LocalBackOff {
  private static final int MOST_SUBJECTS = 100_000;

  private record State(double failures, long at, long until) {
    static final State NONE = new State(0, 0, 0);

    double failures(long now, BackOff rule) {
      return Math.max(0, failures - (double) (now - at) / rule.maxMillis());
    }
  }

  private final Cache<String, State> states =
      Caffeine.newBuilder()
          .maximumSize(MOST_SUBJECTS)
          .expireAfterAccess(Duration.ofHours(1))
          .build();

  /** How long to wait still, in milliseconds; 0 for not at all. */
  long wait(String key, long now) {
    return Math.max(0, state(key).until() - now);
  }

  /**
   * @return until when the next attempt must wait; 0 when it need not
   */
  long fail(String key, BackOff rule, long now) {
    int most = rule.freeFailures() + doublings(rule) + 1;
    double failures = Math.min(state(key).failures(now, rule) + 1, most);
    long over = Math.round(failures - rule.freeFailures());
    long until =
        over < 1
            ? 0
            : now + (long) Math.min(rule.baseMillis() * Math.pow(2, over - 1), rule.maxMillis());
    states.put(key, new State(failures, now, until));
    return until;
  }

  /**
   * @param mine what {@link #fail} returned
   */
  void forgive(String key, BackOff rule, long mine, long now) {
    State state = state(key);
    states.put(
        key,
        new State(
            Math.max(0, state.failures(now, rule) - 1),
            now,
            state.until() == mine ? 0 : state.until()));
  }

  void clear(String key) {
    states.invalidate(key);
  }

  private State state(String key) {
    State state = states.getIfPresent(key);
    return state == null ? State.NONE : state;
  }

  private static int doublings(BackOff rule) {
    return (int) Math.ceil(Math.log((double) rule.maxMillis() / rule.baseMillis()) / Math.log(2));
  }
}
