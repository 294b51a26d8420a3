package io.gumzo.throttle;

import static io.gumzo.testing.Futures.get;

import io.gumzo.bus.Bus;
import io.gumzo.config.GumzoConfig;
import io.gumzo.config.RedisConfig;
import io.gumzo.config.TlsConfig;
import io.gumzo.testing.TestServers;
import io.gumzo.throttle.SettleSignIn.Result;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** Nodes that limit one account and one login. */
final class TestThrottle implements AutoCloseable {
  static final RedisConfig REDIS = TestServers.redis();

  /** Nobody listens there. */
  static final RedisConfig AWAY = new RedisConfig("redis://127.0.0.1:1/0", 500, TlsConfig.NONE);

  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final UUID account = UUID.randomUUID();
  final String login = "login-" + UUID.randomUUID();
  private final List<Vertx> started = new ArrayList<>();
  private int addresses = UUID.randomUUID().hashCode() & 0xffff;

  Bus node(RedisConfig redis, Map<String, String> options) {
    Vertx vertx = Vertx.vertx();
    started.add(vertx);
    Bus bus = Bus.of(vertx);
    var config = GumzoConfig.defaults(options).throttle();
    get(vertx.deployVerticle(new ThrottleVerticle(bus, redis, config, registry)));
    if (redis.equals(REDIS)) {
      connected(bus);
    }
    return bus;
  }

  /** The verticle does not wait for its connection. */
  void connected(Bus bus) {
    Awaitility.await()
        .until(() -> !get(count(bus, UUID.randomUUID().toString(), freshAddress())).local());
  }

  Future<Void> send(Bus node) {
    return node.ask(TakeToken.COMMAND, TakeToken.of(Limit.SEND_MESSAGE, account));
  }

  Future<SignInCount> fail(Bus node, String address) {
    return count(node, login, address);
  }

  /** Of a login that no account has; fails when it must wait. */
  Future<SignInCount> count(Bus node, String anyLogin, String address) {
    return node.ask(CountSignIn.COMMAND, new CountSignIn(anyLogin, null, address))
        .compose(SignInCount::unlessBlocked);
  }

  void settle(Bus node, SignInCount count, Result result) {
    get(node.ask(SettleSignIn.COMMAND, new SettleSignIn(count, result)));
  }

  String freshAddress() {
    addresses++;
    return "2001:db8:%x:%x::1".formatted(addresses >> 8 & 0xffff, addresses & 0xff);
  }

  @Override
  public void close() {
    started.forEach(vertx -> get(vertx.close()));
  }
}
