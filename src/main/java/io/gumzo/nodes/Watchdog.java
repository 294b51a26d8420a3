package io.gumzo.nodes;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the cluster manager's book right. By itself it keeps a killed node's addresses for up to
 * minutes, and does not enter this node again after Redis was lost.
 */
final class Watchdog {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

  private final Cluster cluster;
  private final String address;
  private Set<UUID> members = Set.of();
  private boolean checking;
  private boolean stopped;
  private boolean complained;
  private String missing = "not checked yet";

  /**
   * @param address where other nodes find this one
   */
  Watchdog(Cluster cluster, String address) {
    this.cluster = cluster;
    this.address = address;
  }

  /** What is missing for others to find this node; empty when nothing is. */
  String missing() {
    return missing;
  }

  void stop() {
    stopped = true;
    missing = "leaving";
  }

  /** Compares the book with what should be in it, and mends it. Never fails. */
  Future<Void> check() {
    if (checking || stopped) {
      return Future.succeededFuture();
    }
    checking = true;
    return cluster
        .members()
        .compose(now -> cluster.isRegistered(address).compose(registered -> mend(now, registered)))
        .onSuccess(done -> complained = false)
        .onFailure(this::complain)
        .otherwiseEmpty()
        .onComplete(done -> checking = false);
  }

  /** Strikes nodes whose lease ran out, without waiting for the book to notice. Never fails. */
  Future<Void> strike(Collection<UUID> gone) {
    if (stopped) {
      return Future.succeededFuture();
    }
    Future<Void> all = Future.succeededFuture();
    for (UUID node : gone) {
      all = all.compose(before -> cluster.strike(node));
    }
    return all.onFailure(this::complain).otherwiseEmpty();
  }

  private Future<Void> mend(Set<UUID> now, boolean registered) {
    boolean first = members.isEmpty();
    var gone = new HashSet<>(members);
    gone.removeAll(now);
    boolean came = !first && !members.containsAll(now);
    members = now;
    if (stopped) {
      return Future.succeededFuture();
    }
    boolean entered = now.contains(cluster.incarnation());
    missing = entered && registered ? "" : entered ? "address not entered" : "node not entered";
    if (!missing.isEmpty()) {
      LOG.warn("The cluster does not know this node ({}): entering it again", missing);
    }
    if (!gone.isEmpty()) {
      return strike(gone);
    }
    return came || !missing.isEmpty() ? cluster.resync() : Future.succeededFuture();
  }

  private void complain(Throwable failure) {
    if (!stopped) {
      missing = "cannot be checked";
    }
    if (!complained) {
      LOG.warn("Cannot check the cluster's book: {}", failure.toString());
      complained = true;
    }
  }
}
