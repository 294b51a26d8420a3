package io.gumzo.nodes;

import com.retailsvc.vertx.spi.cluster.redis.RedisClusterManager;
import com.retailsvc.vertx.spi.cluster.redis.impl.RedissonContext;
import io.gumzo.config.ClusterConfig;
import io.gumzo.config.RedisConfig;
import io.gumzo.tls.TlsFiles;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.core.spi.cluster.RegistrationInfo;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.redisson.config.Config;

/**
 * A clustered {@code Vertx} and the hold that the watchdog has on its cluster manager.
 *
 * <p>Everything that depends on this cluster manager or on this Vert.x's clustering is here.
 */
public final class Cluster {
  private static final int CONNECT_MILLIS = 2_000;
  private static final long PING_MILLIS = 3_000;

  /** Ten pings: who connects and says nothing is not a node. */
  private static final int IDLE_SECONDS = 30;

  private final ClusterManager manager;
  private final Vertx vertx;

  private Cluster(ClusterManager manager, Vertx vertx) {
    this.manager = manager;
    this.vertx = vertx;
  }

  /**
   * Joins the cluster that meets in that Redis. Fails when Redis does not answer (after some
   * seconds) or the port is taken.
   *
   * <p>The cluster manager leaves a thread behind that keeps the process from ending by itself,
   * even after the {@code Vertx} is closed: end it with {@code System.exit}.
   *
   * @param options everything but the event bus's part, which is set here: in a copy of them the
   *     metrics' options would be those of no particular implementation, and forget what they say
   */
  public static Future<Cluster> start(
      ClusterConfig cluster, RedisConfig redis, VertxOptions options) {
    var manager = new RedisClusterManager(meetingPoint(redis));
    trust(manager, redis);
    Promise<Vertx> started = Promise.promise();
    new VertxBuilder(options.setEventBusOptions(eventBus(cluster)))
        .clusterManager(manager)
        .findTransport(BusTransport.create(cluster.tls().isEmpty()))
        .init()
        .clusteredVertx(started::handle);
    return started
        .future()
        .onSuccess(Cluster::refuseObjects)
        .map(vertx -> new Cluster(manager, vertx));
  }

  public Vertx vertx() {
    return vertx;
  }

  /** This start of this process; a restarted node is another one. */
  public UUID incarnation() {
    return UUID.fromString(manager.getNodeId());
  }

  /** The members by the cluster manager's book, which lags behind by up to half a minute. */
  Future<Set<UUID>> members() {
    return vertx.executeBlocking(
        () -> {
          var members = new HashSet<UUID>();
          manager.getNodes().forEach(id -> members.add(UUID.fromString(id)));
          return members;
        },
        false);
  }

  /** Whether other nodes can find this one's consumer at an address. */
  Future<Boolean> isRegistered(String address) {
    return registrations(address).map(found -> !found.isEmpty());
  }

  /** Takes the address off the book, so that nobody new sends to it; its consumer goes on. */
  Future<Void> withdraw(String address) {
    return registrations(address)
        .compose(
            found ->
                Future.join(found.stream().map(own -> withdraw(address, own)).toList()).mapEmpty());
  }

  /** Strikes a member that is gone, with all its addresses. */
  Future<Void> strike(UUID member) {
    return removed(member.toString());
  }

  /** Enters this node and its addresses again and forgets every remembered address of others. */
  Future<Void> resync() {
    return removed("resync");
  }

  private Future<Void> removed(String member) {
    return vertx.executeBlocking(
        () -> {
          ((RedisClusterManager) manager).memberRemoved(member);
          return null;
        },
        false);
  }

  private Future<List<RegistrationInfo>> registrations(String address) {
    Promise<List<RegistrationInfo>> found = Promise.promise();
    manager.getRegistrations(address, found);
    return found
        .future()
        .map(all -> all.stream().filter(one -> one.nodeId().equals(manager.getNodeId())).toList());
  }

  private Future<Void> withdraw(String address, RegistrationInfo own) {
    Promise<Void> removed = Promise.promise();
    manager.removeRegistration(address, own, removed);
    return removed.future();
  }

  private static EventBusOptions eventBus(ClusterConfig config) {
    var options =
        new EventBusOptions()
            .setHost(config.host())
            .setPort(config.port())
            .setClusterPublicHost(config.effectivePublicHost())
            .setClusterPingInterval(PING_MILLIS)
            .setClusterPingReplyInterval(PING_MILLIS)
            .setIdleTimeout(IDLE_SECONDS)
            .setConnectTimeout(CONNECT_MILLIS);
    if (!config.tls().isEmpty()) {
      options.setSsl(true).setClientAuth(ClientAuth.REQUIRED);
      TlsFiles.add(config.tls(), options);
    }
    return options;
  }

  /** Nodes send each other bytes: an object that a stranger serialised is never made. */
  private static void refuseObjects(Vertx vertx) {
    vertx.eventBus().serializableChecker(name -> false).clusterSerializableChecker(name -> false);
  }

  private static com.retailsvc.vertx.spi.cluster.redis.config.RedisConfig meetingPoint(
      RedisConfig redis) {
    // The library always uses database 0: the number in the prefix keeps two systems apart.
    return new com.retailsvc.vertx.spi.cluster.redis.config.RedisConfig()
        .setKeyNamespace("gumzo:cluster:" + redis.database())
        .addEndpoint(
            "%s://%s:%d"
                .formatted(redis.encrypted() ? "rediss" : "redis", redis.host(), redis.port()))
        .setUsername(redis.user().isEmpty() ? null : redis.user())
        .setPassword(redis.password().value().isEmpty() ? null : redis.password().value())
        .setResponseTimeout(redis.timeoutMillis());
  }

  /** The cluster manager has no setting for certificates; what it gives to Redisson has one. */
  private static void trust(RedisClusterManager manager, RedisConfig redis) {
    if (redis.tls().isEmpty()) {
      return;
    }
    try {
      var context = field(RedisClusterManager.class, "redissonContext", manager);
      var config = (Config) field(RedissonContext.class, "redisConfig", context);
      var server = config.useSingleServer();
      server.setSslTrustManagerFactory(TlsFiles.authorities(redis.tls()));
      server.setSslKeyManagerFactory(TlsFiles.certificate(redis.tls()));
    } catch (ReflectiveOperationException changed) {
      throw new IllegalStateException("redis.tls does not reach the cluster manager", changed);
    }
  }

  private static Object field(Class<?> type, String name, Object object)
      throws ReflectiveOperationException {
    var field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field.get(object);
  }
}
