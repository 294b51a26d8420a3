package io.gumzo.sockets;

import io.gumzo.bus.Bus;
import io.gumzo.config.SocketsConfig;
import io.gumzo.nodes.NodePaused;
import io.gumzo.streams.Audiences;
import io.gumzo.streams.Streams;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.ThreadLocalRandom;

/** Brings committed events to the sockets of this node, and looks after the sockets. */
public final class SocketsVerticle extends AbstractVerticle {
  private final Bus bus;
  private final SocketsConfig config;
  private final Audiences audiences;
  private final Receivers receivers;
  private final Sockets sockets;
  private final SocketMetrics metrics;

  /**
   * @param sockets where the sockets of this node are accepted
   */
  public SocketsVerticle(
      Bus bus, SocketsConfig config, Audiences audiences, Receivers receivers, Sockets sockets) {
    this.bus = bus;
    this.config = config;
    this.audiences = audiences;
    this.receivers = receivers;
    this.sockets = sockets;
    this.metrics = sockets.metrics();
  }

  @Override
  public void start() {
    receivers.tellFrom(context);
    var delivery =
        new Delivery(
            vertx,
            bus,
            sockets.tokens(),
            audiences,
            new HandOver(context, receivers, metrics),
            metrics);
    var sweep = new Sweep(bus, audiences, receivers, delivery, metrics);
    bus.listen(Streams.COMMITTED, delivery::accept);
    bus.listen(Streams.ARRIVED, delivery::accept);
    bus.listen(Streams.SWEEP, sweep::run);
    bus.listen(NodePaused.TOPIC, paused -> closeAll(CloseCode.PAUSED));
    bus.serve(DrainSockets.COMMAND, this::drain);
  }

  @Override
  public void stop(Promise<Void> stopped) {
    closeAll(CloseCode.DRAINING);
    stopped.complete();
  }

  /** Clients open a socket elsewhere within the time, then close theirs; who did not is closed. */
  private Future<Void> drain(DrainSockets command) {
    long within = config.drainSeconds() * 1000L;
    sockets.beginDraining();
    receivers.forEach(
        receiver -> {
          long after = ThreadLocalRandom.current().nextLong(within + 1);
          receiver.context().runOnContext(now -> receiver.drain(after));
        });
    Promise<Void> drained = Promise.promise();
    awaitEmpty(drained, System.currentTimeMillis() + within + 1_000);
    return drained.future();
  }

  /** Also those that have not authenticated, and those that are no sessions. */
  private void closeAll(CloseCode code) {
    receivers.forEach(receiver -> receiver.context().runOnContext(now -> receiver.close(code)));
    sockets.closeAll(code);
  }

  private void awaitEmpty(Promise<Void> drained, long deadline) {
    if (receivers.accounts() == 0 || System.currentTimeMillis() >= deadline) {
      closeAll(CloseCode.DRAINING);
      drained.complete();
    } else {
      vertx.setTimer(50, timer -> awaitEmpty(drained, deadline));
    }
  }
}
