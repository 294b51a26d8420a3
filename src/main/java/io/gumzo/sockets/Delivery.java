package io.gumzo.sockets;

import io.gumzo.bus.Bus;
import io.gumzo.streams.Audiences;
import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Streams;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Brings events to the receivers of this node: each stream in order, each event once, to those who
 * may see it. Encodes once, and enters each event loop once per event. For one event loop.
 */
final class Delivery {
  private static final long HOLE_GRACE_MILLIS = 50;
  private static final int PAGE = 500;

  private final Vertx vertx;
  private final Bus bus;
  private final Audiences audiences;
  private final Receivers receivers;
  private final SocketMetrics metrics;
  private final Tails tails = new Tails(this::holeSeen);

  /** Streams whose next event waits until its audience is known; later ones wait behind it. */
  private final Map<UUID, Future<Void>> waiting = new HashMap<>();

  Delivery(Vertx vertx, Bus bus, Audiences audiences, Receivers receivers, SocketMetrics metrics) {
    this.vertx = vertx;
    this.bus = bus;
    this.audiences = audiences;
    this.receivers = receivers;
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
    tails.accept(event).forEach(this::dispatch);
  }

  private void dispatch(StreamEvent event) {
    Future<Void> before = waiting.get(event.stream());
    Set<UUID> accounts = before == null ? audiences.peek(event.audience()) : null;
    if (accounts != null) {
      deliver(event, accounts);
      return;
    }
    Future<Void> turn = before == null ? Future.succeededFuture() : before;
    Future<Void> done =
        turn.compose(previous -> audiences.resolve(event.audience()))
            .onSuccess(resolved -> deliver(event, resolved))
            .<Void>mapEmpty()
            .otherwise(failure -> undeliverable());
    waiting.put(event.stream(), done);
    done.onComplete(result -> waiting.remove(event.stream(), done));
  }

  /** PostgreSQL does not say who may see it: nobody does now. The clients find the hole. */
  private Void undeliverable() {
    metrics.undeliverable();
    return null;
  }

  private void deliver(StreamEvent event, Set<UUID> accounts) {
    Map<Context, List<Receiver>> byLoop = null;
    for (UUID account : accounts) {
      for (Receiver receiver : receivers.of(account)) {
        if (byLoop == null) {
          byLoop = new HashMap<>();
        }
        byLoop.computeIfAbsent(receiver.context(), loop -> new ArrayList<>()).add(receiver);
      }
    }
    if (byLoop != null) {
      var delivered = new Delivered(event, event.json().toString());
      byLoop.forEach(
          (loop, those) ->
              loop.runOnContext(now -> those.forEach(each -> each.receive(delivered))));
      metrics.delivered(event, byLoop.values().stream().mapToInt(List::size).sum());
    }
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
