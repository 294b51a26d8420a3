package io.gumzo.nodes;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gumzo.streams.Audience;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The nodes that hold sessions of an audience. What the directory said is believed for as long as
 * the directory's version is the one under which it said so. The version is asked for whenever it
 * was not asked for within {@link Directory#TRUSTED_MILLIS}. For one event loop, and one question
 * at a time.
 */
final class Targets {
  private static final int MOST_KEPT = 100_000;
  private static final int MOST_AT_ONCE = 1_000;
  private static final long TRUSTED_NANOS = TimeUnit.MILLISECONDS.toNanos(Directory.TRUSTED_MILLIS);

  private final Directory directory;
  private final Cache<Audience, Set<UUID>> known =
      Caffeine.newBuilder().maximumSize(MOST_KEPT).executor(Runnable::run).build();
  private String version;
  private long askedAt;

  Targets(Directory directory) {
    this.directory = directory;
  }

  /** Fails when Redis does not answer. */
  Future<Map<Audience, Set<UUID>>> of(Map<Audience, Set<UUID>> accountsOf) {
    long now = System.nanoTime();
    if (version != null && now - askedAt < TRUSTED_NANOS) {
      return of(accountsOf, version);
    }
    return directory
        .version()
        .compose(
            answer -> {
              askedAt = now;
              return of(accountsOf, answer);
            });
  }

  /** Somebody came or went. */
  void forget() {
    known.invalidateAll();
    version = null;
  }

  private Future<Map<Audience, Set<UUID>>> of(Map<Audience, Set<UUID>> accountsOf, String now) {
    if (now == null || !now.equals(version)) {
      known.invalidateAll();
      version = now;
    }
    Map<Audience, Set<UUID>> targets = new HashMap<>();
    Map<Audience, Set<UUID>> unknown = new HashMap<>();
    accountsOf.forEach(
        (audience, accounts) -> {
          Set<UUID> nodes = known.getIfPresent(audience);
          if (nodes == null) {
            unknown.put(audience, accounts);
          } else {
            targets.put(audience, nodes);
          }
        });
    return unknown.isEmpty()
        ? Future.succeededFuture(targets)
        : lookUp(unknown)
            .map(
                found -> {
                  if (now != null) {
                    known.putAll(found);
                  }
                  targets.putAll(found);
                  return targets;
                });
  }

  private Future<Map<Audience, Set<UUID>>> lookUp(Map<Audience, Set<UUID>> accountsOf) {
    var accounts = new HashSet<UUID>();
    accountsOf.values().forEach(accounts::addAll);
    return nodesOf(List.copyOf(accounts))
        .map(
            nodesOf -> {
              var targets = new HashMap<Audience, Set<UUID>>();
              accountsOf.forEach(
                  (audience, members) -> {
                    var nodes = new HashSet<UUID>();
                    members.forEach(account -> nodes.addAll(nodesOf.get(account)));
                    targets.put(audience, nodes);
                  });
              return targets;
            });
  }

  private Future<Map<UUID, Collection<UUID>>> nodesOf(List<UUID> accounts) {
    var answers = new ArrayList<Future<List<Set<UUID>>>>();
    for (int start = 0; start < accounts.size(); start += MOST_AT_ONCE) {
      int end = Math.min(start + MOST_AT_ONCE, accounts.size());
      answers.add(directory.nodesOf(accounts.subList(start, end)));
    }
    return Future.all(answers)
        .map(
            all -> {
              var nodesOf = new HashMap<UUID, Collection<UUID>>();
              var account = accounts.iterator();
              answers.forEach(
                  answer -> answer.result().forEach(nodes -> nodesOf.put(account.next(), nodes)));
              return nodesOf;
            });
  }
}
