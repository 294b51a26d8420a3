package io.gumzo.faults;

import io.gumzo.redis.OwnRedis;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Redis, where nodes meet, goes away and comes back. */
@Tag("faults")
class RedisAwayTest {
  private static final Duration AWAY = Duration.ofSeconds(40);

  @Test
  void redis_is_killed_and_comes_back_empty() throws Exception {
    lose(
        redis -> {
          redis.stop();
          redis.start();
        });
  }

  @Test
  void redis_is_gone_for_40_s_and_comes_back_empty() throws Exception {
    lose(
        redis -> {
          redis.stop();
          Trial.during(AWAY);
          redis.start();
        });
  }

  @Test
  void redis_hangs_for_40_s() throws Exception {
    lose(
        redis -> {
          redis.freeze();
          Trial.during(AWAY);
          redis.thaw();
        });
  }

  private interface Fault {
    void strike(OwnRedis redis);
  }

  private static void lose(Fault fault) throws Exception {
    try (var redis = new OwnRedis();
        var trial = Trial.of(Scale.FULL, Map.of("redis.url", redis.config().url()))) {
      trial.begin(trial.cluster().processes(2));

      fault.strike(redis);

      trial.mustHeal();
    }
  }
}
