package io.gumzo.nodes;

import io.gumzo.bus.Bus;
import io.gumzo.config.ClusterConfig;
import io.gumzo.config.RedisConfig;
import io.gumzo.config.TlsConfig;
import io.gumzo.redis.OwnRedis;
import io.gumzo.streams.Audience;
import io.gumzo.streams.Audiences;
import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Streams;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.impl.VertxInternal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** This room on a clustered Vert.x of its own; the test stands in for the rooms around it. */
final class TestNode implements AutoCloseable {
  static final int LEASE_SECONDS = 3;

  final Cluster cluster;
  final Bus bus;
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final List<StreamEvent> arrived = new CopyOnWriteArrayList<>();
  final List<Streams.SweepReason> sweeps = new CopyOnWriteArrayList<>();
  final Map<UUID, Set<UUID>> members = new ConcurrentHashMap<>();

  private TestNode(RedisConfig redis, ClusterConfig config) {
    cluster = await(Cluster.start(config, redis, new VertxOptions()));
    bus = Bus.of(cluster.vertx());
    bus.listen(Streams.ARRIVED, batch -> arrived.addAll(batch.events()));
    bus.listen(Streams.SWEEP, sweeps::add);
    bus.serve(
        Streams.MEMBERS,
        ask ->
            Future.succeededFuture(
                new Streams.Members(1, members.getOrDefault(ask.conversation(), Set.of()))));
    var verticle = new NodesVerticle(cluster, config, redis, bus, new Audiences(bus), registry);
    await(cluster.vertx().deployVerticle(verticle, new DeploymentOptions()));
  }

  static TestNode start(OwnRedis redis) {
    return start(redis.config());
  }

  static TestNode start(RedisConfig redis) {
    return new TestNode(redis, config(10_000));
  }

  static TestNode start(RedisConfig redis, TlsConfig tls) {
    return new TestNode(redis, config(10_000, tls));
  }

  static ClusterConfig config(int queueEvents) {
    return config(queueEvents, TlsConfig.NONE);
  }

  private static ClusterConfig config(int queueEvents, TlsConfig tls) {
    return new ClusterConfig(
        "127.0.0.1", "", 0, LEASE_SECONDS, 60, 1, 200, 2, queueEvents, 1_000, tls);
  }

  /** Where other nodes connect to. */
  int busPort() {
    return ((VertxInternal) cluster.vertx()).getClusterManager().getNodeInfo().port();
  }

  UUID id() {
    return cluster.incarnation();
  }

  void attend(UUID account, int sessions) {
    await(bus.ask(Attend.COMMAND, new Attend(account, sessions)));
  }

  void commit(StreamEvent... events) {
    bus.tell(Streams.COMMITTED, new Streams.Batch(List.of(events)));
  }

  NodeHealth health() {
    return await(bus.ask(NodeHealth.COMMAND, new NodeHealth.Ask()));
  }

  double count(String meter) {
    return registry.get("gumzo.nodes." + meter).counter().count();
  }

  /** Whether the event bus finds that node. It refuses the frame, since nobody sent it. */
  boolean reaches(UUID node) {
    var answer =
        cluster
            .vertx()
            .eventBus()
            .request(
                Link.address(node),
                Frame.encode(UUID.randomUUID(), 1, 1, List.of(), 0),
                new DeliveryOptions().setSendTimeout(500));
    Awaitility.await().until(answer::isComplete);
    return ((ReplyException) answer.cause()).failureType() == ReplyFailure.RECIPIENT_FAILURE;
  }

  static StreamEvent event(UUID account, long position) {
    return StreamEvent.of(
        account,
        position,
        "message-posted",
        Instant.parse("2026-01-02T03:04:05.678Z"),
        Audience.account(account),
        Map.of("text", "habari " + position));
  }

  List<Long> positionsArrived(UUID stream) {
    return arrived.stream()
        .filter(event -> event.stream().equals(stream))
        .map(StreamEvent::position)
        .toList();
  }

  @Override
  public void close() {
    await(cluster.vertx().close());
  }

  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }
}
