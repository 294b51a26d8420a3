package io.gumzo.sockets;

import io.gumzo.bus.Bus;
import io.gumzo.streams.Audiences;
import io.gumzo.streams.Streams;
import io.gumzo.streams.Streams.Moved;
import io.gumzo.streams.Streams.MovedStream;
import io.gumzo.streams.Streams.SweepReason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one repair of delivery: asks PostgreSQL which streams moved lately, and delivers what this
 * node has receivers for and has not delivered. One at a time; for one event loop.
 */
final class Sweep {
  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

  /** No commit becomes visible later than this after the time that its rows carry. */
  private static final Duration OVERLAP = Duration.ofSeconds(10);

  private static final int PAGE = 500;

  private final Bus bus;
  private final Audiences audiences;
  private final Receivers receivers;
  private final Delivery delivery;
  private final SocketMetrics metrics;
  private Instant since;
  private boolean running;
  private boolean wantedAgain;

  Sweep(
      Bus bus, Audiences audiences, Receivers receivers, Delivery delivery, SocketMetrics metrics) {
    this.bus = bus;
    this.audiences = audiences;
    this.receivers = receivers;
    this.delivery = delivery;
    this.metrics = metrics;
  }

  void run(SweepReason reason) {
    metrics.sweep(reason);
    if (running) {
      wantedAgain |= reason != SweepReason.TIMER;
      return;
    }
    running = true;
    bus.ask(Streams.MOVED, new Streams.ReadMoved(since))
        .compose(this::deliver)
        .onSuccess(now -> since = now.minus(OVERLAP))
        .onFailure(
            failure -> LOG.warn("A sweep failed, the next one covers it: {}", failure.toString()))
        .onComplete(
            done -> {
              running = false;
              if (wantedAgain) {
                wantedAgain = false;
                run(reason);
              }
            });
  }

  private Future<Instant> deliver(Moved moved) {
    Promise<Void> done = Promise.promise();
    deliver(moved.streams().stream().filter(this::isBehind).iterator(), moved.since(), done);
    return done.future().map(moved.now());
  }

  /**
   * One after the other. They may be thousands: composed into one future, those that need not wait
   * would be more calls within calls than a stack holds.
   */
  private void deliver(Iterator<MovedStream> streams, Instant since, Promise<Void> done) {
    while (streams.hasNext()) {
      Future<Void> one = deliver(streams.next(), since);
      if (!one.succeeded()) {
        one.onSuccess(delivered -> deliver(streams, since, done)).onFailure(done::fail);
        return;
      }
    }
    done.complete();
  }

  private boolean isBehind(MovedStream moved) {
    return delivery.position(moved.stream()) < moved.head();
  }

  private Future<Void> deliver(MovedStream moved, Instant since) {
    return audiences
        .resolve(moved.audience())
        .compose(
            accounts ->
                receivers.hasAny(accounts) && isBehind(moved)
                    ? tail(moved.stream(), since).compose(after -> read(moved, after))
                    : Future.succeededFuture());
  }

  /** Of a stream that is not known here, what was written lately is missing. */
  private Future<Long> tail(UUID stream, Instant since) {
    long tail = delivery.position(stream);
    return tail < 0
        ? bus.ask(Streams.LAST, new Streams.ReadLast(stream, since))
        : Future.succeededFuture(tail);
  }

  private Future<Void> read(MovedStream moved, long after) {
    return bus.ask(Streams.READ, new Streams.ReadStream(moved.stream(), after, PAGE))
        .compose(
            page -> {
              metrics.swept(page.events().size());
              delivery.accept(new Streams.Batch(page.events()));
              long reached = delivery.position(moved.stream());
              return reached > after && isBehind(moved)
                  ? read(moved, reached)
                  : Future.succeededFuture();
            });
  }
}
