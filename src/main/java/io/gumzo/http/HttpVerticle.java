package io.gumzo.http;

import io.gumzo.config.HttpConfig;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.tokens.AccessTokens;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import java.util.ArrayList;
import java.util.List;

/**
 * Listens. Once per event loop: requests of the contract go to the capabilities' routes, everything
 * else to what is mounted beside it.
 */
public final class HttpVerticle extends AbstractVerticle {
  private final HttpConfig config;
  private final AccessTokens tokens;
  private final List<Routes> routes;
  private final List<Mount> mounts;
  private final HttpServerOptions options;
  private final Entrance entrance;
  private final List<HttpServer> servers = new ArrayList<>();

  /**
   * @param options of the server: limits and subprotocols of the sockets
   */
  public HttpVerticle(
      HttpConfig config,
      AccessTokens tokens,
      List<Routes> routes,
      List<Mount> mounts,
      HttpServerOptions options,
      Entrance entrance) {
    this.entrance = entrance;
    this.config = config;
    this.tokens = tokens;
    this.routes = routes;
    this.mounts = mounts;
    this.options = options;
  }

  @Override
  public void start(Promise<Void> started) {
    var table = new RouteTable();
    routes.forEach(each -> each.bind(table));
    Router router = Router.router(vertx);
    Buffer index = vertx.fileSystem().readFileBlocking("webroot/index.html");
    beforeAll(router, index);
    new ApiRouter(table, tokens, config.maxBodyBytes())
        .mount(vertx, router)
        .compose(
            mounted -> {
              besideTheContract(router, index);
              return listen(router);
            })
        .onComplete(started);
  }

  private void beforeAll(Router router, Buffer index) {
    router.route().handler(entrance.requests()).handler(new SecurityHeaders(index.toString()));
    if (!config.allowedOrigins().isEmpty()) {
      router.route().handler(corsForAllowed(cors()));
    }
    mounts.forEach(mount -> mount.on(router));
  }

  private void besideTheContract(Router router, Buffer index) {
    new Documents(tokens).on(router);
    new WebClient(index).on(router);
    router.route().failureHandler(new ProblemHandler(config.maxBodyBytes()));
    router.errorHandler(
        ProblemType.NOT_FOUND.status(),
        context -> ProblemHandler.render(context, Problem.of(ProblemType.NOT_FOUND)));
    router.errorHandler(ProblemType.METHOD_NOT_ALLOWED.status(), HttpVerticle::onlyRead);
  }

  /** Whatever is served beside the contract. */
  private static void onlyRead(RoutingContext context) {
    context.response().putHeader("Allow", "GET, HEAD");
    ProblemHandler.render(context, Problem.of(ProblemType.METHOD_NOT_ALLOWED));
  }

  /** Vert.x refuses every other origin, and our own pages name theirs in each POST. */
  private Handler<RoutingContext> corsForAllowed(CorsHandler cors) {
    return context -> {
      String origin = context.request().getHeader(HttpHeaders.ORIGIN);
      if (origin != null && config.allowedOrigins().contains(origin)) {
        cors.handle(context);
      } else {
        context.next();
      }
    };
  }

  private CorsHandler cors() {
    CorsHandler cors =
        CorsHandler.create()
            .allowedMethods(
                java.util.Set.of(
                    HttpMethod.GET,
                    HttpMethod.POST,
                    HttpMethod.PUT,
                    HttpMethod.PATCH,
                    HttpMethod.DELETE))
            .allowedHeaders(java.util.Set.of("Authorization", "Content-Type"))
            .exposedHeaders(java.util.Set.of("Location", "Retry-After", "X-Request-Id"))
            .maxAgeSeconds(600);
    config.allowedOrigins().forEach(cors::addOrigin);
    return cors;
  }

  /** The port that nodes of one machine share, and this node's own. */
  private Future<Void> listen(Router router) {
    boolean shared = config.ownPort() != 0;
    Future<Void> first = listen(router, config.port(), shared);
    return shared ? first.compose(done -> listen(router, config.ownPort(), false)) : first;
  }

  private Future<Void> listen(Router router, int port, boolean shared) {
    HttpServer server =
        vertx
            .createHttpServer(
                new HttpServerOptions(options)
                    .setHost(config.host())
                    .setPort(port)
                    .setIdleTimeout(config.idleSeconds())
                    .setHttp2ClearTextEnabled(config.h2c())
                    .setReusePort(shared))
            .connectionHandler(entrance.connections()::watch)
            .requestHandler(Unreadable.refusedBefore(router))
            .invalidRequestHandler(Unreadable::refuse);
    servers.add(server);
    return server.listen().mapEmpty();
  }

  /** The port that is listened on, which the system chose when the configuration says 0. */
  public int port() {
    return servers.get(0).actualPort();
  }
}
