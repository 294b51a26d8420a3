package io.gumzo.nodes;

import io.gumzo.problem.Problem;
import io.gumzo.redis.LuaScript;
import io.gumzo.redis.RedisClient;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which nodes hold sessions of which accounts: in Redis for all nodes, and here for this one.
 *
 * <p>Redis holds a hash for each account ({@code gumzo:at:<account>}: node → sessions) and a set
 * for each node ({@code gumzo:held:<node>}), by which others clean up after it; and a version
 * ({@code gumzo:directory:version}), so that others need not ask what did not change. What is here
 * is the truth about this node; whatever Redis does not have of it is written again.
 */
final class Directory {
  private static final Logger LOG = LoggerFactory.getLogger(Directory.class);
  private static final LuaScript FORGET = LuaScript.load("forget-node");
  private static final String AT = "gumzo:at:";
  private static final String HELD = "gumzo:held:";
  private static final String VERSION = "gumzo:directory:version";
  private static final int MOST_AT_ONCE = 1_000;

  /**
   * For so long after it was asked for, a version may be taken for the present one; and for so long
   * after a new one was written, nobody is told that it was. So an event that is routed after a
   * session has joined is routed by a directory that has it, and a node asks at most 100 times a
   * second rather than for each event.
   */
  static final int TRUSTED_MILLIS = 10;

  private final Vertx vertx;
  private final RedisClient redis;
  private final String self;
  private final NodeMetrics metrics;
  private final Map<UUID, Integer> sessions = new HashMap<>();
  private final Set<UUID> forgetting = new HashSet<>();

  /** What Redis is to be told next, with those who wait for it. */
  private LinkedHashMap<UUID, List<Promise<Void>>> due = new LinkedHashMap<>();

  private boolean writing;

  /** Whether an account came or went since others were last told of a new version. */
  private boolean changed;

  private long versions;

  /** When Redis took the last version, by {@code System.nanoTime()}. */
  private long newestAt = System.nanoTime();

  Directory(Vertx vertx, RedisClient redis, UUID self, NodeMetrics metrics) {
    this.vertx = vertx;
    this.redis = redis;
    this.self = self.toString();
    this.metrics = metrics;
  }

  /** Serves {@link Attend}. */
  Future<Void> attend(Attend attend) {
    Integer before =
        attend.sessions() > 0
            ? sessions.put(attend.account(), attend.sessions())
            : sessions.remove(attend.account());
    changed |= (before != null) != (attend.sessions() > 0);
    Promise<Void> told = Promise.promise();
    makeDue(attend.account());
    due.get(attend.account()).add(told);
    write();
    return told.future();
  }

  /**
   * Writes everything again and takes off what is not true any more. To be called when Redis may
   * have lost this node's part, or may have come back with an old one.
   */
  void rebuild() {
    changed = true;
    sessions.keySet().forEach(this::makeDue);
    write();
    redis
        .send(Request.cmd(Command.SMEMBERS).arg(HELD + self))
        .onSuccess(
            held -> {
              held.forEach(account -> recheck(UUID.fromString(account.toString())));
              write();
            })
        .onFailure(failure -> LOG.debug("The directory is rebuilt later: {}", failure.toString()));
  }

  private void recheck(UUID account) {
    if (!sessions.containsKey(account)) {
      makeDue(account);
    }
  }

  private void makeDue(UUID account) {
    due.computeIfAbsent(account, absent -> new ArrayList<>(1));
  }

  /** Writes what is due. To be called now and then, since a failure leaves things due. */
  void write() {
    if (writing || due.isEmpty() || !redis.isUp()) {
      if (!redis.isUp()) {
        failWaiting(due, Problem.unavailable("Redis does not answer"));
      }
      return;
    }
    writing = true;
    var part = takeDue();
    var requests = new ArrayList<Request>(part.size() * 2);
    part.keySet().forEach(account -> describe(account, requests));
    boolean newVersion = changed;
    // What is still due then changes it once more.
    changed = newVersion && !due.isEmpty();
    if (newVersion) {
      requests.add(Request.cmd(Command.SET).arg(VERSION).arg(self + " " + ++versions));
    }
    long start = System.nanoTime();
    redis
        .batch(requests)
        .onComplete(
            result -> {
              writing = false;
              metrics.directoryWrite.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
              if (result.succeeded()) {
                written(part, newVersion);
                write();
              } else {
                changed |= newVersion;
                part.keySet().forEach(this::makeDue);
                failWaiting(part, result.cause());
              }
            });
  }

  /** Tells those who wait once nobody may take an older version for the present one. */
  private void written(Map<UUID, List<Promise<Void>>> part, boolean newVersion) {
    long now = System.nanoTime();
    newestAt = newVersion ? now : newestAt;
    long left = newestAt + TimeUnit.MILLISECONDS.toNanos(TRUSTED_MILLIS) - now;
    Runnable tell = () -> part.values().forEach(waiting -> waiting.forEach(Promise::complete));
    if (left > 0) {
      vertx.setTimer(TimeUnit.NANOSECONDS.toMillis(left) + 1, fired -> tell.run());
    } else {
      tell.run();
    }
  }

  /**
   * A text that is another one after every coming and going of an account at a node; null when
   * Redis has lost it. Whoever asks {@link #TRUSTED_MILLIS} before a session has joined, or later,
   * sees a version that was not there before.
   */
  Future<String> version() {
    return redis
        .send(Request.cmd(Command.GET).arg(VERSION))
        .map(version -> version == null ? null : version.toString());
  }

  /** The nodes of each account in their order; fails when Redis does not answer. */
  Future<List<Set<UUID>>> nodesOf(Collection<UUID> accounts) {
    long start = System.nanoTime();
    var requests = new ArrayList<Request>(accounts.size());
    accounts.forEach(account -> requests.add(Request.cmd(Command.HKEYS).arg(AT + account)));
    return redis
        .batch(requests)
        .map(
            answers -> {
              metrics.directoryRead.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
              return answers.stream().map(Directory::nodes).toList();
            });
  }

  /** Takes a dead node's accounts off, together with whoever else does so. */
  Future<Void> forget(UUID dead) {
    if (!forgetting.add(dead)) {
      return Future.succeededFuture();
    }
    return forgetPart(dead).onComplete(done -> forgetting.remove(dead));
  }

  private Future<Void> forgetPart(UUID dead) {
    return FORGET
        .run(
            redis,
            List.of(Lease.NODES, HELD + dead),
            List.of(dead.toString(), Integer.toString(MOST_AT_ONCE), AT))
        .compose(more -> more.toInteger() == 1 ? forgetPart(dead) : Future.<Void>succeededFuture());
  }

  private LinkedHashMap<UUID, List<Promise<Void>>> takeDue() {
    if (due.size() <= MOST_AT_ONCE) {
      var all = due;
      due = new LinkedHashMap<>();
      return all;
    }
    var part = new LinkedHashMap<UUID, List<Promise<Void>>>();
    var rest = due.entrySet().iterator();
    while (part.size() < MOST_AT_ONCE) {
      var entry = rest.next();
      part.put(entry.getKey(), entry.getValue());
      rest.remove();
    }
    return part;
  }

  /** In this order a write that breaks off in the middle leaves nothing that nobody cleans up. */
  private void describe(UUID account, List<Request> requests) {
    Integer count = sessions.get(account);
    if (count == null) {
      requests.add(Request.cmd(Command.HDEL).arg(AT + account).arg(self));
      requests.add(Request.cmd(Command.SREM).arg(HELD + self).arg(account.toString()));
    } else {
      requests.add(Request.cmd(Command.SADD).arg(HELD + self).arg(account.toString()));
      requests.add(Request.cmd(Command.HSET).arg(AT + account).arg(self).arg(count));
    }
  }

  private static void failWaiting(Map<UUID, List<Promise<Void>>> entries, Throwable cause) {
    for (List<Promise<Void>> waiting : entries.values()) {
      var told = List.copyOf(waiting);
      waiting.clear();
      told.forEach(promise -> promise.fail(cause));
    }
  }

  private static Set<UUID> nodes(Response answer) {
    var nodes = new HashSet<UUID>(4);
    answer.forEach(node -> nodes.add(UUID.fromString(node.toString())));
    return nodes;
  }
}
