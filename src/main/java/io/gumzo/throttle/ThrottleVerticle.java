package io.gumzo.throttle;

import io.gumzo.bus.Bus;
import io.gumzo.config.RedisConfig;
import io.gumzo.config.ThrottleConfig;
import io.gumzo.redis.RedisClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;

/** Serves the limits, on an event loop and a connection to Redis of its own. */
public final class ThrottleVerticle extends AbstractVerticle {
  private final Bus bus;
  private final RedisConfig redisConfig;
  private final ThrottleConfig limits;
  private final MeterRegistry registry;
  private RedisClient redis;

  public ThrottleVerticle(
      Bus bus, RedisConfig redisConfig, ThrottleConfig limits, MeterRegistry registry) {
    this.bus = bus;
    this.redisConfig = redisConfig;
    this.limits = limits;
    this.registry = registry;
  }

  /** Does not wait for Redis: without it the node counts for itself. */
  @Override
  public void start() {
    redis = RedisClient.open(vertx, redisConfig, registry, () -> {});
    var fallback = new Fallback(registry);
    var tokens = new TokenLimits(limits, redis, fallback, registry);
    var signIns = new SignInBackOff(limits, redis, fallback, registry);
    bus.serve(TakeToken.COMMAND, tokens::take);
    bus.serve(TakeTokens.COMMAND, tokens::take);
    bus.serve(CountSignIn.COMMAND, signIns::count);
    bus.serve(SettleSignIn.COMMAND, signIns::settle);
    bus.serve(RememberAddress.COMMAND, signIns::remember);
  }

  @Override
  public void stop(Promise<Void> stopped) {
    redis.close().onComplete(stopped);
  }
}
