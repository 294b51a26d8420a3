package io.gumzo.nodes;

import io.gumzo.config.ClusterConfig;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A link to each other node that is alive. */
final class Peers {
  private final Vertx vertx;
  private final ClusterConfig config;
  private final NodeMetrics metrics;
  private final UUID self;
  private final Map<UUID, Link> links = new HashMap<>();
  private long linksOpened;
  private boolean known;
  private long settledAt = System.nanoTime();

  Peers(Vertx vertx, ClusterConfig config, NodeMetrics metrics, UUID self) {
    this.vertx = vertx;
    this.config = config;
    this.metrics = metrics;
    this.self = self;
  }

  /**
   * Opens links to who came and closes those to who went. When Redis lost everybody's lease, nobody
   * goes for the time of one lease, in which everybody enters again.
   *
   * @return those who went; null when nobody came and nobody went
   */
  Set<UUID> update(Lease.Renewal renewal) {
    if (renewal.lapsed() && known) {
      settledAt = System.nanoTime() + leaseNanos();
    }
    boolean came = false;
    for (UUID node : renewal.live()) {
      if (!node.equals(self) && !links.containsKey(node)) {
        open(node);
        came = true;
      }
    }
    Set<UUID> gone = new HashSet<>(links.keySet());
    gone.removeAll(isSettling() ? links.keySet() : renewal.live());
    gone.forEach(node -> links.remove(node).close());
    known = true;
    metrics.peers.set(links.size());
    return came || !gone.isEmpty() ? gone : null;
  }

  /** The directory may be incomplete, since Redis was lost not long ago. */
  boolean isSettling() {
    return settledAt - System.nanoTime() > 0;
  }

  boolean isEmpty() {
    return links.isEmpty();
  }

  boolean has(UUID node) {
    return links.containsKey(node);
  }

  boolean isSelf(UUID node) {
    return node.equals(self);
  }

  /** Null when that node is not alive, or is this one. */
  Link to(UUID node) {
    return links.get(node);
  }

  Collection<Link> all() {
    return links.values();
  }

  void beat() {
    links.values().forEach(Link::beat);
  }

  /** Who renews its lease but has confirmed nothing for the time of one. */
  List<UUID> silent() {
    long since = System.nanoTime() - leaseNanos();
    return links.entrySet().stream()
        .filter(link -> !link.getValue().answeredSince(since))
        .map(Map.Entry::getKey)
        .toList();
  }

  void close() {
    links.values().forEach(Link::close);
    links.clear();
    metrics.peers.set(0);
  }

  /** Whom this node finds at its own start must answer first; who comes later is given time. */
  private void open(UUID node) {
    long now = System.nanoTime();
    var link =
        new Link(
            vertx,
            config,
            metrics,
            new Link.Ends(self, node),
            ++linksOpened,
            known ? now : now - 2 * leaseNanos());
    links.put(node, link);
    link.beat();
  }

  private long leaseNanos() {
    return TimeUnit.SECONDS.toNanos(config.leaseSeconds());
  }
}
