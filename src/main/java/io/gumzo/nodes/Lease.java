package io.gumzo.nodes;

import io.gumzo.redis.LuaScript;
import io.gumzo.redis.RedisClient;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * This node's sign of life in Redis, by Redis's clock. The one thing that must be renewed for all
 * its sessions: they cost Redis nothing while they are idle.
 */
final class Lease {
  static final String NODES = "gumzo:nodes";

  private static final LuaScript RENEW = LuaScript.load("renew-lease");

  private final RedisClient redis;
  private final UUID self;
  private final long millis;

  /**
   * @param millis how long it is good for
   */
  Lease(RedisClient redis, UUID self, long millis) {
    this.redis = redis;
    this.self = self;
    this.millis = millis;
  }

  /**
   * @param lapsed there was no valid lease before: the first time, after a pause, or Redis lost it.
   *     Others may have taken this node off the directory
   * @param live who holds a lease, this node among them
   * @param dead whose lease has run out and who is still to be taken off the directory
   */
  record Renewal(boolean lapsed, Set<UUID> live, Set<UUID> dead) {}

  Future<Renewal> renew() {
    return run(millis);
  }

  /** Others see this node as gone from their next renewal on. */
  Future<Void> end() {
    return run(0).mapEmpty();
  }

  private Future<Renewal> run(long goodFor) {
    return RENEW
        .run(redis, List.of(NODES), List.of(self.toString(), Long.toString(goodFor)))
        .map(
            answer ->
                new Renewal(
                    answer.get(0).toInteger() == 1, nodes(answer.get(1)), nodes(answer.get(2))));
  }

  private static Set<UUID> nodes(Response list) {
    var nodes = new HashSet<UUID>();
    list.forEach(node -> nodes.add(UUID.fromString(node.toString())));
    return nodes;
  }
}
