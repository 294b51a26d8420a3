package io.gumzo.nodes;

import io.gumzo.bus.Bus;
import io.gumzo.bus.Gatherer;
import io.gumzo.config.ClusterConfig;
import io.gumzo.config.RedisConfig;
import io.gumzo.nodes.NodeHealth.Check;
import io.gumzo.redis.RedisClient;
import io.gumzo.streams.Audiences;
import io.gumzo.streams.Streams;
import io.gumzo.streams.Streams.SweepReason;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node among the others. One instance; everything in this room runs on its event loop.
 *
 * <p>Serves {@link Attend}, {@link NodeHealth} and {@link Drain}; gathers {@link Streams#COMMITTED}
 * and takes it to other nodes; tells {@link Streams#ARRIVED}, {@link Streams#SWEEP} and {@link
 * NodePaused}.
 */
public final class NodesVerticle extends AbstractVerticle {
  private static final Logger LOG = LoggerFactory.getLogger(NodesVerticle.class);
  private static final long DRAIN_STEP_MILLIS = 500;
  private static final long STRANGER_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Cluster cluster;
  private final ClusterConfig config;
  private final RedisConfig redisConfig;
  private final Bus bus;
  private final Audiences audiences;
  private final MeterRegistry registry;
  private final NodeMetrics metrics;
  private final PauseDetector pauses = new PauseDetector(System::nanoTime);

  private RedisClient redis;
  private Lease lease;
  private Directory directory;
  private Targets targets;
  private Peers peers;
  private Inbox inbox;
  private Router router;
  private Watchdog watchdog;
  private Gatherer<Streams.Batch> committed;
  private MessageConsumer<Object> routed;
  private Future<Void> renewing;
  private boolean opened;
  private boolean leaving;
  private long renewedAt;

  public NodesVerticle(
      Cluster cluster,
      ClusterConfig config,
      RedisConfig redis,
      Bus bus,
      Audiences audiences,
      MeterRegistry registry) {
    this.cluster = cluster;
    this.config = config;
    this.redisConfig = redis;
    this.bus = bus;
    this.audiences = audiences;
    this.registry = registry;
    this.metrics = new NodeMetrics(registry);
  }

  @Override
  public void start(Promise<Void> started) {
    UUID self = cluster.incarnation();
    String address = Link.address(self);
    renewedAt = System.nanoTime() - leaseNanos() - 1;
    redis = RedisClient.open(vertx, redisConfig, registry, this::redisIsUp);
    // Shorter by one beat, since others notice its end up to one beat later.
    lease = new Lease(redis, self, config.leaseSeconds() * 1_000L - config.beatMillis());
    directory = new Directory(vertx, redis, self, metrics);
    targets = new Targets(directory);
    peers = new Peers(vertx, config, metrics, self);
    inbox = new Inbox(vertx, bus, metrics, members());
    router = new Router(vertx, audiences, targets, peers, this::metStranger, metrics);
    watchdog = new Watchdog(cluster, address);
    bus.serve(Attend.COMMAND, directory::attend);
    bus.serve(NodeHealth.COMMAND, ask -> Future.succeededFuture(health()));
    bus.serve(Drain.COMMAND, drain -> drain());
    committed =
        bus.gather(
            Streams.COMMITTED,
            config.gatherMillis(),
            batch -> batch.events().size(),
            Streams.Batch::together);
    routed = bus.listen(Streams.COMMITTED, router::route);
    inbox
        .open(address)
        .onSuccess(open -> begin(self))
        .onFailure(failure -> redis.close())
        .onComplete(started);
  }

  @Override
  public void stop(Promise<Void> stopped) {
    leave()
        .compose(left -> inbox.close())
        .onComplete(
            closed -> {
              committed.close();
              peers.close();
              redis.close().onComplete(stopped);
            });
  }

  private void begin(UUID self) {
    LOG.info("This node is {}", self);
    opened = true;
    vertx.setPeriodic(config.beatMillis(), tick -> beat());
    vertx.setPeriodic(config.watchdogSeconds() * 1_000L, tick -> watchdog.check());
    vertx.setPeriodic(
        config.sweepSeconds() * 1_000L, tick -> bus.tell(Streams.SWEEP, SweepReason.TIMER));
    watchdog.check();
    renew();
  }

  private void redisIsUp() {
    if (opened) {
      renew().onComplete(renewed -> directory.rebuild());
    }
  }

  private void beat() {
    pauses.tick().ifPresent(this::wasPaused);
    if (!leaving) {
      renew();
      peers.beat();
      directory.write();
    }
  }

  private void wasPaused(Duration pause) {
    LOG.warn("This process did not run for {} s", pause.toSeconds());
    metrics.pauses.increment();
    bus.tell(NodePaused.TOPIC, new NodePaused(pause));
  }

  /** One at a time. Its failure is seen in {@link #health}. */
  private Future<Void> renew() {
    if (renewing == null && !leaving) {
      Future<Void> renewal = lease.renew().onSuccess(this::renewed).mapEmpty();
      renewing = renewal;
      renewal.onComplete(done -> renewing = null);
      return renewal;
    }
    return renewing == null ? Future.succeededFuture() : renewing;
  }

  private void renewed(Lease.Renewal renewal) {
    if (leaving) {
      return;
    }
    renewedAt = System.nanoTime();
    var gone = peers.update(renewal);
    if (renewal.lapsed()) {
      directory.rebuild();
    }
    if (gone != null) {
      targets.forget();
      LOG.info("Other nodes now: {}; gone: {}", peers.all().size(), gone.size());
      inbox.forgetUnless(peers::has);
      bus.tell(Streams.SWEEP, SweepReason.MEMBERSHIP_CHANGED);
      watchdog.strike(gone);
    }
    renewal
        .dead()
        .forEach(
            node ->
                directory
                    .forget(node)
                    .onFailure(f -> LOG.debug("Node {} is not forgotten yet: {}", node, f)));
  }

  /** The directory names a node that was not there at the last beat: it has just come. */
  private void metStranger() {
    if (System.nanoTime() - renewedAt > STRANGER_NANOS) {
      renew();
    }
  }

  private Inbox.Members members() {
    return new Inbox.Members() {
      @Override
      public boolean has(UUID node) {
        return peers.has(node);
      }

      @Override
      public Future<Void> refresh() {
        // What is under way may have been read before that node entered.
        return renewing == null ? renew() : renewing.transform(done -> renew());
      }
    };
  }

  private NodeHealth health() {
    boolean renewed = redis.isUp() && System.nanoTime() - renewedAt <= leaseNanos();
    var silent = peers.silent();
    return new NodeHealth(
        List.of(
            new Check("redis", renewed ? "" : "the node's lease cannot be renewed in Redis"),
            new Check("registration", watchdog.missing()),
            new Check("peers", silent.isEmpty() ? "" : "no answer from nodes " + silent)));
  }

  private Future<Void> drain() {
    return leave()
        .compose(left -> after(DRAIN_STEP_MILLIS))
        .compose(waited -> routed.unregister())
        .compose(quiet -> after(DRAIN_STEP_MILLIS));
  }

  /** Others stop sending here; what they sent already is still taken. Never fails. */
  private Future<Void> leave() {
    if (leaving) {
      return Future.succeededFuture();
    }
    leaving = true;
    watchdog.stop();
    return Future.join(lease.end(), cluster.withdraw(Link.address(cluster.incarnation())))
        .onFailure(failure -> LOG.warn("Left without notice: {}", failure.getMessage()))
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  private Future<Void> after(long millis) {
    Promise<Void> waited = Promise.promise();
    vertx.setTimer(millis, fired -> waited.complete());
    return waited.future();
  }

  private long leaseNanos() {
    return TimeUnit.SECONDS.toNanos(config.leaseSeconds());
  }
}
