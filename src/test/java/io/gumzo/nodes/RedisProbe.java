package io.gumzo.nodes;

import io.gumzo.redis.OwnRedis;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What a test sees in Redis from outside. */
final class RedisProbe implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final Redis redis;

  RedisProbe(OwnRedis redis) {
    this.redis = Redis.createClient(vertx, redis.config().url());
  }

  List<String> nodes() {
    return texts(ask(Request.cmd(Command.ZRANGE).arg(Lease.NODES).arg(0).arg(-1)));
  }

  List<String> nodesOf(UUID account) {
    return texts(ask(Request.cmd(Command.HKEYS).arg("gumzo:at:" + account)));
  }

  List<String> keys() {
    return texts(ask(Request.cmd(Command.KEYS).arg("*")));
  }

  void empty() {
    ask(Request.cmd(Command.FLUSHALL));
  }

  /** Enters an account as that node would. */
  void hold(UUID node, UUID account) {
    ask(Request.cmd(Command.SADD).arg("gumzo:held:" + node).arg(account.toString()));
    ask(Request.cmd(Command.HSET).arg("gumzo:at:" + account).arg(node.toString()).arg(1));
  }

  /** Enters a node whose lease has run out. */
  void lapse(UUID node) {
    ask(Request.cmd(Command.ZADD).arg(Lease.NODES).arg(1).arg(node.toString()));
  }

  @Override
  public void close() {
    redis.close();
    TestNode.await(vertx.close());
  }

  private Response ask(Request request) {
    return TestNode.await(redis.send(request));
  }

  private static List<String> texts(Response answer) {
    return StreamSupport.stream(answer.spliterator(), false).map(Response::toString).toList();
  }
}
