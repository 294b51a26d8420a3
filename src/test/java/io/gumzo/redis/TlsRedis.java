package io.gumzo.redis;

import io.gumzo.config.RedisConfig;
import io.gumzo.testing.Certificates;
import io.gumzo.testing.Futures;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.concurrent.atomic.AtomicInteger;

/** TLS in front of a Redis. */
public final class TlsRedis implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger refused = new AtomicInteger();
  private final RedisConfig plain;
  private final Certificates certificates;
  private final NetServer server;

  public TlsRedis(OwnRedis redis, Certificates certificates) {
    this.plain = redis.config();
    this.certificates = certificates;
    NetClient client = vertx.createNetClient();
    var options =
        new NetServerOptions()
            .setHost("127.0.0.1")
            .setSsl(true)
            .setKeyCertOptions(
                new PemKeyCertOptions()
                    .setCertPath(certificates.file("server.pem"))
                    .setKeyPath(certificates.file("server.key")));
    server =
        Futures.get(
            vertx
                .createNetServer(options)
                .exceptionHandler(failure -> refused.incrementAndGet())
                .connectHandler(
                    from -> {
                      from.pause();
                      client
                          .connect(plain.port(), plain.host())
                          .onSuccess(
                              to -> {
                                from.pipeTo(to);
                                to.pipeTo(from);
                              });
                    })
                .listen());
  }

  public RedisConfig config() {
    return config("localhost", certificates);
  }

  /** With another name for the host, or trust in another authority. */
  RedisConfig config(String host, Certificates trusted) {
    return new RedisConfig(
        "rediss://:%s@%s:%d/0".formatted(plain.password().value(), host, server.actualPort()),
        1_000,
        trusted.trust());
  }

  /** Clients that did not believe the certificate. */
  int refused() {
    return refused.get();
  }

  @Override
  public void close() {
    Futures.get(vertx.close());
  }
}
