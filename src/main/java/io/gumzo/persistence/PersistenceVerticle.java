package io.gumzo.persistence;

import io.gumzo.bus.Bus;
import io.gumzo.config.PostgresConfig;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Owns the connections to PostgreSQL and hosts the capabilities' services: their commands are
 * served on this verticle's event loop.
 */
public final class PersistenceVerticle extends AbstractVerticle {
  private static final int MOST_WAITING = 2_000;

  private final Bus bus;
  private final PostgresConfig config;
  private final Function<Database, List<Service>> services;
  private List<Service> bound = List.of();
  private final List<SqlClient> clients = new ArrayList<>();

  public PersistenceVerticle(
      Bus bus, PostgresConfig config, Function<Database, List<Service>> services) {
    this.bus = bus;
    this.config = config;
    this.services = services;
  }

  @Override
  public void start(Promise<Void> started) {
    migrate().compose(migrated -> bind()).onComplete(started);
  }

  @Override
  public void stop(Promise<Void> stopped) {
    Future.join(bound.stream().map(Service::close).toList())
        .transform(closed -> Future.join(clients.stream().map(SqlClient::close).toList()))
        .<Void>mapEmpty()
        .onComplete(stopped);
  }

  private Future<Integer> migrate() {
    return vertx.executeBlocking(() -> Migrations.run(config));
  }

  private Pool openPool() {
    return opened(
        PgBuilder.pool()
            .with(poolOptions("postgres", config.poolSize()))
            .connectingTo(ConnectOptions.of(config))
            .using(vertx)
            .build());
  }

  /**
   * Without a pool, which waits for a connection's answer before it gives it the next statement.
   */
  private SqlClient openSingleConnection() {
    return opened(
        PgBuilder.client()
            .with(poolOptions("postgres-pipeline-" + clients.size(), 1))
            .connectingTo(ConnectOptions.of(config))
            .using(vertx)
            .build());
  }

  private <C extends SqlClient> C opened(C client) {
    clients.add(client);
    return client;
  }

  private PoolOptions poolOptions(String name, int size) {
    return new PoolOptions()
        .setName(name)
        .setMaxSize(size)
        .setMaxWaitQueueSize(MOST_WAITING)
        .setConnectionTimeout(config.connectTimeoutMillis())
        .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
  }

  private Future<Void> bind() {
    var database = new Database(openPool(), this::openSingleConnection);
    bus.serve(PostgresHealth.COMMAND, ask -> PostgresHealth.check(database));
    bound = services.apply(database);
    bound.forEach(service -> service.bind(bus));
    return Future.join(bound.stream().map(Service::open).toList()).mapEmpty();
  }
}
