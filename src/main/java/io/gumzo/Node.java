package io.gumzo;

import io.gumzo.config.GumzoConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;

/** One node, running. */
public final class Node {
  private final Vertx vertx;

  private Node(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Succeeds once the node serves; whatever was started is stopped again when it fails. */
  public static Future<Node> start(GumzoConfig config) {
    var vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    var http = config.http();
    var options = new HttpServerOptions().setReusePort(http.ownPort() != 0).setHost(http.host());
    var listening =
        vertx
            .createHttpServer(options)
            .requestHandler(request -> request.response().end("Gumzo"))
            .listen(http.port());
    if (http.ownPort() != 0) {
      listening =
          listening.compose(
              shared ->
                  vertx
                      .createHttpServer(options)
                      .requestHandler(request -> request.response().end("Gumzo"))
                      .listen(http.ownPort()));
    }
    return listening
        .map(server -> new Node(vertx))
        .recover(failed -> vertx.close().transform(closed -> Future.<Node>failedFuture(failed)));
  }

  /** Lets go of everything, in order. */
  public Future<Void> stop() {
    return vertx.close();
  }
}
