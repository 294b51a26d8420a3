package io.gumzo.sockets;

import io.gumzo.bus.Bus;
import io.gumzo.streams.Audience;
import io.gumzo.streams.Audiences;
import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Streams;
import io.gumzo.tokens.AccessTokens;
import io.gumzo.tokens.SignedOut;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
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

  /** Streams whose next event waits until its audience is known, with those behind it. */
  private final Map<UUID, ArrayDeque<StreamEvent>> waiting = new HashMap<>();

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
    ArrayDeque<StreamEvent> before = waiting.get(event.stream());
    if (before != null) {
      before.add(event);
      return;
    }
    Set<UUID> accounts = audiences.peek(event.audience());
    if (accounts != null) {
      handOver.add(event, accounts);
      return;
    }
    var line = new ArrayDeque<StreamEvent>();
    line.add(event);
    waiting.put(event.stream(), line);
    advance(event.stream(), line);
  }

  /** Thousands may wait: futures within each other would be more than a stack holds. */
  private void advance(UUID stream, ArrayDeque<StreamEvent> line) {
    while (!line.isEmpty()) {
      Audience audience = line.peek().audience();
      Set<UUID> accounts = audiences.peek(audience);
      if (accounts == null) {
        audiences
            .resolve(audience)
            .onSuccess(resolved -> handOver.add(line.poll(), resolved))
            .onFailure(failure -> giveUp(line))
            .onComplete(resolved -> advance(stream, line));
        return;
      }
      handOver.add(line.poll(), accounts);
    }
    waiting.remove(stream);
  }

  /** PostgreSQL does not say who may see it: nobody does now. The sweep brings it, once it does. */
  private void giveUp(ArrayDeque<StreamEvent> line) {
    for (StreamEvent event = line.poll(); event != null; event = line.poll()) {
      metrics.undeliverable();
      if (!event.isEphemeral()) {
        tails.takeBack(event);
      }
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
        .onComplete(
            read -> {
              long reached = tails.position(stream);
              if (read.succeeded() && reached > after && reached < read.result().head()) {
                repair(stream, reached); // a page of long events is a short one
              } else {
                tails.skipHole(stream).forEach(this::dispatch);
              }
            });
  }
}
