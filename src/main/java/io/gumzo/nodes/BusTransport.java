package io.gumzo.nodes;

import io.netty.bootstrap.ServerBootstrap;
import io.vertx.core.impl.transports.EpollTransport;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.spi.transport.Transport;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Puts {@link BusGate} in front of the event bus's port, which Vert.x gives no handle on.
 *
 * <p>A clustered {@code Vertx} is handed out after its event bus listens, so the first server that
 * asks its transport is the event bus's.
 */
final class BusTransport {
  private BusTransport() {}

  /**
   * The native transport where there is one.
   *
   * @param guarded false where TLS keeps strangers out, and hides what a gate would look at
   */
  static Transport create(boolean guarded) {
    var first = new AtomicBoolean(guarded);
    var epoll =
        new EpollTransport() {
          @Override
          public void configure(NetServerOptions options, boolean domain, ServerBootstrap server) {
            super.configure(options, domain, server);
            guard(first, server);
          }
        };
    return epoll.isAvailable()
        ? epoll
        : new JDKTransport() {
          @Override
          public void configure(NetServerOptions options, boolean domain, ServerBootstrap server) {
            super.configure(options, domain, server);
            guard(first, server);
          }
        };
  }

  private static void guard(AtomicBoolean first, ServerBootstrap server) {
    if (first.compareAndSet(true, false)) {
      server.handler(new BusGate());
    }
  }
}
