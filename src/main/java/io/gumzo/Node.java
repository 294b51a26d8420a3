package io.gumzo;

import io.gumzo.bus.Bus;
import io.gumzo.config.GumzoConfig;
import io.gumzo.http.Entrance;
import io.gumzo.http.HttpVerticle;
import io.gumzo.http.Mount;
import io.gumzo.http.RefreshCookieName;
import io.gumzo.management.ManagementVerticle;
import io.gumzo.messages.UserChat;
import io.gumzo.nodes.Cluster;
import io.gumzo.nodes.Drain;
import io.gumzo.nodes.NodesVerticle;
import io.gumzo.persistence.PersistenceVerticle;
import io.gumzo.sockets.DrainSockets;
import io.gumzo.sockets.Receivers;
import io.gumzo.sockets.Sockets;
import io.gumzo.sockets.SocketsVerticle;
import io.gumzo.streams.Audiences;
import io.gumzo.throttle.ThrottleVerticle;
import io.gumzo.tokens.AccessTokens;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Verticle;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** One process of the cluster: wires the verticles, and starts and stops them in order. */
public final class Node {
  /** For each other verticle one, and some to spare: loops are given out in turn. */
  private static final int OTHER_LOOPS = 6;

  private final GumzoConfig config;
  private final PrometheusMeterRegistry registry;
  private final Cluster cluster;
  private final Vertx vertx;
  private final Bus bus;

  private Node(GumzoConfig config, PrometheusMeterRegistry registry, Cluster cluster) {
    this.config = config;
    this.registry = registry;
    this.cluster = cluster;
    this.vertx = cluster.vertx();
    this.bus = Bus.of(vertx);
  }

  /** Succeeds once the node serves; whatever was started is stopped again when it fails. */
  public static Future<Node> start(GumzoConfig config) {
    PrometheusMeterRegistry registry = ProcessMetrics.registry();
    Promise<Node> started = Promise.promise();
    Cluster.start(config.cluster(), config.redis(), options(config, registry))
        .onSuccess(cluster -> new Node(config, registry, cluster).start(started))
        .onFailure(started::fail);
    return started.future();
  }

  /**
   * Moves the clients elsewhere, lets what is under way end, and only then closes: nothing that was
   * acknowledged is lost, and nobody waits for an answer that does not come.
   */
  public Future<Void> stop() {
    Promise<Void> stopped = Promise.promise();
    bus.ask(DrainSockets.COMMAND, new DrainSockets())
        .otherwiseEmpty()
        .compose(moved -> bus.ask(Drain.COMMAND, new Drain()))
        .onComplete(left -> close().onComplete(stopped));
    return stopped.future().onComplete(closed -> registry.close());
  }

  /** For commands that are asked in the same process: the command line's. */
  public Bus bus() {
    return bus;
  }

  private void start(Promise<Node> started) {
    vertx
        .executeBlocking(() -> AccessTokens.open(vertx, config.tokens(), config.data().folder()))
        .compose(this::deploy)
        .onSuccess(deployed -> started.complete(this))
        .onFailure(failure -> close().onComplete(closed -> started.fail(failure)));
  }

  /** A future of Vert.x's own would be completed on an event loop, and there is none any more. */
  private Future<Void> close() {
    Promise<Void> closed = Promise.promise();
    vertx.close(closed::handle);
    return closed.future();
  }

  private Future<String> deploy(AccessTokens tokens) {
    tokens.shareWith(bus);
    var capabilities = new Capabilities(vertx, config, bus, tokens, registry);
    var audiences = new Audiences(bus);
    var receivers = new Receivers(bus);
    var sockets =
        new Sockets(bus, tokens, config.sockets(), capabilities.frames(), receivers, registry);
    var cookie = new RefreshCookieName(config.http());
    var userChat = new UserChat(bus, tokens, receivers, config, cookie, sockets::isDraining);
    var entrance = Entrance.of(config.http(), registry);
    var mounts = new ArrayList<Mount>(List.of(sockets, userChat));
    mounts.addAll(capabilities.mounts());
    return deploy(new PersistenceVerticle(bus, config.postgres(), capabilities::services))
        .compose(
            next -> deploy(new ThrottleVerticle(bus, config.redis(), config.throttle(), registry)))
        .compose(
            next ->
                deploy(
                    new NodesVerticle(
                        cluster, config.cluster(), config.redis(), bus, audiences, registry)))
        .compose(
            next ->
                deploy(new SocketsVerticle(bus, config.sockets(), audiences, receivers, sockets)))
        .compose(
            next ->
                deployOnEveryLoop(
                    () ->
                        new HttpVerticle(
                            config.http(),
                            tokens,
                            capabilities.routes(),
                            mounts,
                            Sockets.options(config.sockets()),
                            entrance)))
        .compose(
            next ->
                deploy(
                    new ManagementVerticle(
                        bus, config.management(), registry, entrance, sockets::isDraining)));
  }

  private Future<String> deploy(Verticle verticle) {
    return vertx.deployVerticle(verticle);
  }

  private Future<String> deployOnEveryLoop(Supplier<Verticle> verticle) {
    return vertx.deployVerticle(verticle, new DeploymentOptions().setInstances(httpLoops(config)));
  }

  private static int httpLoops(GumzoConfig config) {
    return config.http().eventLoops() > 0
        ? config.http().eventLoops()
        : Runtime.getRuntime().availableProcessors();
  }

  private static VertxOptions options(GumzoConfig config, PrometheusMeterRegistry registry) {
    return new VertxOptions()
        .setPreferNativeTransport(true)
        // One line for a thread that was blocked, without its stack: on a slow machine it is none's
        // fault.
        .setWarningExceptionTime(Long.MAX_VALUE)
        // Ten thousand clients that come at once keep an event loop busy for seconds; answers of
        // PostgreSQL and Redis must not wait behind them.
        .setEventLoopPoolSize(
            Math.max(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE, httpLoops(config) + OTHER_LOOPS))
        .setMetricsOptions(
            new MicrometerMetricsOptions()
                .setFactory(new MicrometerMetricsFactory(registry))
                // Every message crosses the bus several times, and sockets to PostgreSQL, Redis
                // and other nodes are written as often; counting that costs and tells little.
                // Requests and calls to Redis are counted by RequestMetrics and RedisClient.
                .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS)
                .addDisabledMetricsCategory(MetricsDomain.NET_CLIENT)
                .addDisabledMetricsCategory(MetricsDomain.NET_SERVER)
                .addDisabledMetricsCategory(MetricsDomain.HTTP_SERVER)
                .addDisabledMetricsCategory("redis")
                .setEnabled(true));
  }
}
