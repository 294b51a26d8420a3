package io.gumzo.testing;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;

/** What all clients of this test JVM share. */
final class Clients {
  static final Vertx VERTX = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
  static final WebClient HTTP =
      WebClient.create(
          VERTX,
          new WebClientOptions()
              .setDefaultHost("127.0.0.1")
              .setConnectTimeout(5_000)
              .setMaxPoolSize(50)
              .setFollowRedirects(false));
  static final WebSocketClient SOCKETS =
      VERTX.createWebSocketClient(
          new WebSocketClientOptions()
              .setConnectTimeout(5_000)
              .setMaxConnections(10_000)
              .setMaxFrameSize(1 << 24)
              .setMaxMessageSize(1 << 24));

  private Clients() {}
}
