package io.gumzo.management;

import io.gumzo.bus.Bus;
import io.gumzo.config.ManagementConfig;
import io.gumzo.http.Entrance;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BooleanSupplier;

/** Metrics and health, on a port of their own that is not for the public. */
public final class ManagementVerticle extends AbstractVerticle {
  private final ManagementConfig config;
  private final PrometheusMeterRegistry registry;
  private final Entrance entrance;
  private final Readiness readiness;
  private HttpServer server;

  /**
   * @param draining true as soon as the node should get nothing new
   */
  public ManagementVerticle(
      Bus bus,
      ManagementConfig config,
      PrometheusMeterRegistry registry,
      Entrance entrance,
      BooleanSupplier draining) {
    this.config = config;
    this.entrance = entrance;
    this.registry = registry;
    this.readiness = new Readiness(bus, draining);
  }

  @Override
  public void start(Promise<Void> started) {
    Router router = Router.router(vertx);
    router.route().handler(new ManagementHosts(config));
    router.get("/metrics").handler(this::metrics);
    router
        .get("/health/live")
        .handler(context -> context.json(new JsonObject().put("status", "up")));
    router.get("/health/ready").handler(this::ready);
    server =
        vertx
            .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
            .connectionHandler(entrance.connections()::watch)
            .requestHandler(router);
    server.listen(config.port(), config.host()).<Void>mapEmpty().onComplete(started);
  }

  public int port() {
    return server.actualPort();
  }

  private void metrics(RoutingContext context) {
    vertx
        .executeBlocking(() -> registry.scrape(TextFormat.CONTENT_TYPE_004), false)
        .onSuccess(
            text ->
                context.response().putHeader("Content-Type", TextFormat.CONTENT_TYPE_004).end(text))
        .onFailure(context::fail);
  }

  private void ready(RoutingContext context) {
    readiness
        .check()
        .onSuccess(
            missing -> {
              context.response().setStatusCode(missing.isEmpty() ? 200 : 503);
              context.json(
                  new JsonObject()
                      .put("status", missing.isEmpty() ? "ready" : "not ready")
                      .put("missing", new JsonObject(missing)));
            })
        .onFailure(context::fail);
  }
}
