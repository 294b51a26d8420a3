package io.gumzo.throttle;

import io.gumzo.config.ThrottleConfig.Rate;
import io.gumzo.redis.LuaScript;
import io.gumzo.redis.RedisClient;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.util.List;

/** Tokens counted in Redis for the whole cluster. For one event loop. */
final class SharedTokens {
  private final LuaScript script = LuaScript.load("take-token");
  private final RedisClient redis;

  SharedTokens(RedisClient redis) {
    this.redis = redis;
  }

  /** For each key the milliseconds to wait; 0 when a token was taken. */
  Future<List<Long>> take(List<String> keys, Rate rate) {
    return script
        .run(
            redis,
            keys,
            List.of(Long.toString(rate.everyMillis() * 1_000L), Integer.toString(rate.burst())))
        .map(waits -> waits.stream().map(Response::toLong).toList());
  }
}
