package io.gumzo.http;

import io.gumzo.problem.Problem;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;

/** A request to open a WebSocket, until it is one. */
public final class Upgrade {
  private static final String VERSION = "13";

  private Upgrade() {}

  /** What is missing to a WebSocket's handshake, for its sender; null when nothing is. */
  public static Problem refusal(HttpServerRequest request) {
    if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      return Problem.invalid("Upgrade", "websocket", "want a WebSocket");
    }
    if (!VERSION.equals(request.getHeader("Sec-WebSocket-Version"))) {
      return Problem.invalid("Sec-WebSocket-Version", "websocket", "want " + VERSION);
    }
    String key = request.getHeader("Sec-WebSocket-Key");
    return key == null || key.isBlank()
        ? Problem.invalid("Sec-WebSocket-Key", "websocket", "want a key")
        : null;
  }

  /**
   * The WebSocket. It has heartbeats: for how long other connections may be quiet is nothing to it.
   */
  public static Future<ServerWebSocket> accept(HttpServerRequest request) {
    return request
        .toWebSocket()
        .onSuccess(
            opened -> {
              ChannelPipeline pipeline =
                  ((ConnectionBase) request.connection()).channel().pipeline();
              IdleStateHandler idle = pipeline.get(IdleStateHandler.class);
              if (idle != null) {
                pipeline.remove(idle);
              }
              Connections.isSocket(pipeline);
            });
  }
}
