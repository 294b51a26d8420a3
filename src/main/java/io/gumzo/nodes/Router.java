package io.gumzo.nodes;

import io.gumzo.streams.Audience;
import io.gumzo.streams.Audiences;
import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Streams;
import io.gumzo.tokens.SignedOut;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Sends what this node committed to the nodes that hold sessions of its audience. One part after
 * the other, so that the order of every stream is kept.
 *
 * <p>Whenever it cannot be told who holds an audience (Redis or PostgreSQL does not answer, or the
 * directory is being rebuilt) the events go to every node: a node that holds nobody passes them
 * over.
 */
final class Router {
  private static final int MOST_AT_ONCE = 1_000;
  private static final int MOST_WAITING = 20_000;
  private static final long RESOLVE_MILLIS = 2_000;

  /** So many accounts are on every node anyway; asking for each would cost more than it saves. */
  private static final int LARGE_AUDIENCE = 1_000;

  private final Vertx vertx;
  private final Audiences audiences;
  private final Targets targets;
  private final Peers peers;
  private final Runnable stranger;
  private final NodeMetrics metrics;
  private final ArrayDeque<StreamEvent> waiting = new ArrayDeque<>();
  private boolean routing;

  /**
   * @param stranger runs when the directory names a node that is not known to be alive
   */
  Router(
      Vertx vertx,
      Audiences audiences,
      Targets targets,
      Peers peers,
      Runnable stranger,
      NodeMetrics metrics) {
    this.vertx = vertx;
    this.audiences = audiences;
    this.targets = targets;
    this.peers = peers;
    this.stranger = stranger;
    this.metrics = metrics;
  }

  void route(Streams.Batch batch) {
    if (peers.isEmpty()) {
      return;
    }
    if (waiting.size() + batch.events().size() > MOST_WAITING) {
      metrics.eventsDropped.increment(batch.events().size());
      peers.all().forEach(Link::skip);
      return;
    }
    waiting.addAll(batch.events());
    next();
  }

  private void next() {
    metrics.waitingToRoute.set(waiting.size());
    if (routing || waiting.isEmpty()) {
      return;
    }
    routing = true;
    var part = new ArrayList<StreamEvent>(Math.min(waiting.size(), MOST_AT_ONCE));
    while (!waiting.isEmpty() && part.size() < MOST_AT_ONCE) {
      part.add(waiting.poll());
    }
    targets(part)
        .onComplete(
            found -> {
              enqueue(part, found.succeeded() ? found.result() : Map.of());
              routing = false;
              next();
            });
  }

  /** The nodes of each audience; an audience that is absent goes to every node. */
  private Future<Map<Audience, Set<UUID>>> targets(List<StreamEvent> part) {
    if (peers.isSettling()) {
      return Future.succeededFuture(Map.of());
    }
    var resolving = new LinkedHashMap<Audience, Future<Set<UUID>>>();
    part.forEach(
        event ->
            resolving.computeIfAbsent(
                event.audience(), audience -> inTime(audiences.resolve(audience))));
    return Future.join(List.copyOf(resolving.values()))
        .transform(
            joined -> {
              var small = new HashMap<Audience, Set<UUID>>();
              resolving.forEach(
                  (audience, accounts) -> {
                    if (accounts.succeeded() && accounts.result().size() <= LARGE_AUDIENCE) {
                      small.put(audience, accounts.result());
                    }
                  });
              return targets.of(small);
            });
  }

  private void enqueue(List<StreamEvent> part, Map<Audience, Set<UUID>> targets) {
    for (StreamEvent event : part) {
      // Every node refuses the tokens of a device that was signed out, whoever's sockets it holds.
      Set<UUID> nodes = SignedOut.is(event) ? null : targets.get(event.audience());
      if (nodes == null) {
        Buffer entry = Frame.entry(event);
        peers.all().forEach(link -> link.enqueue(entry));
      } else {
        send(event, nodes);
      }
    }
  }

  private void send(StreamEvent event, Set<UUID> nodes) {
    Buffer entry = null;
    for (UUID node : nodes) {
      Link link = peers.to(node);
      if (link != null) {
        entry = entry == null ? Frame.entry(event) : entry;
        link.enqueue(entry);
      } else if (!peers.isSelf(node)) {
        stranger.run();
      }
    }
  }

  private <T> Future<T> inTime(Future<T> answer) {
    if (answer.isComplete()) {
      return answer;
    }
    Promise<T> bounded = Promise.promise();
    long timer = vertx.setTimer(RESOLVE_MILLIS, fired -> bounded.tryFail("not in time"));
    answer.onComplete(
        result -> {
          vertx.cancelTimer(timer);
          if (result.succeeded()) {
            bounded.tryComplete(result.result());
          } else {
            bounded.tryFail(result.cause());
          }
        });
    return bounded.future();
  }
}
