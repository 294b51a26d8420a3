package io.gumzo.sockets;

import io.gumzo.bus.Bus;
import io.gumzo.streams.Audiences;
import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Streams;
import io.gumzo.tokens.AccessTokens;
import io.gumzo.tokens.SignedOut;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Brings events to the receivers of this node: each stream in order, each event once, to those who
 * may see it. For one event loop.
 */
final class Delivery {
  private static final long HOLE_GRACE_MILLIS = 50;
  private static final int PAGE = 500;

  private final Vertx vertx;
  private final Bus bus;
  private final AccessTokens tokens;
  private final Audiences audiences;
  private final HandOver handOver;
  private final SocketMetrics metrics;
  private final Tails tails = new Tails(this::holeSeen);

  /** Streams whose next event waits until its audience is known; later ones wait behind it. */
  private final Map<UUID, Future<Void>> waiting = new HashMap<>();

  Delivery(
      Vertx vertx,
      Bus bus,
      AccessTokens tokens,
      Audiences audiences,
      HandOver handOver,
      SocketMetrics metrics) {
    this.vertx = vertx;
    this.bus = bus;
    this.tokens = tokens;
    this.audiences = audiences;
    this.handOver = handOver;
    this.metrics = metrics;
  }

  void accept(Streams.Batch batch) {
    batch.events().forEach(this::accept);
  }

  /** The last position of a stream that went through here lately, or -1. */
  long position(UUID stream) {
    return tails.position(stream);
  }

  private void accept(StreamEvent event) {
    if (SignedOut.is(event)) {
      tokens.end(SignedOut.of(event).signInIds());
    }
    if (event.isEphemeral()) {
      dispatch(event);
    } else {
      tails.accept(event).forEach(this::dispatch);
    }
  }

  private void dispatch(StreamEvent event) {
    Future<Void> before = waiting.get(event.stream());
    Set<UUID> accounts = before == null ? audiences.peek(event.audience()) : null;
    if (accounts != null) {
      handOver.add(event, accounts);
      return;
    }
    Future<Void> turn = before == null ? Future.succeededFuture() : before;
    Future<Void> done =
        turn.compose(previous -> audiences.resolve(event.audience()))
            .onSuccess(resolved -> handOver.add(event, resolved))
            .<Void>mapEmpty()
            .otherwise(failure -> undeliverable(event));
    waiting.put(event.stream(), done);
    done.onComplete(result -> waiting.remove(event.stream(), done));
  }

  /** PostgreSQL does not say who may see it: nobody does now. The sweep brings it, once it does. */
  private Void undeliverable(StreamEvent event) {
    metrics.undeliverable();
    if (!event.isEphemeral()) {
      tails.takeBack(event);
    }
    return null;
  }

  /** Events of two nodes may overtake each other by a little; what is still missing is read. */
  private void holeSeen(UUID stream) {
    metrics.hole();
    vertx.setTimer(HOLE_GRACE_MILLIS, timer -> repair(stream, tails.position(stream)));
  }

  private void repair(UUID stream, long after) {
    bus.ask(Streams.READ, new Streams.ReadStream(stream, after, PAGE))
        .onSuccess(page -> page.events().forEach(this::accept))
        .onComplete(read -> tails.skipHole(stream).forEach(this::dispatch));
  }
}
