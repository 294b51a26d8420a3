package io.gumzo.http;

import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** A request to open a WebSocket (RFC 6455, 4.2), until it is one. */
public final class Upgrade {
  private static final String VERSION = "13";
  private static final String PROTOCOL = "Sec-WebSocket-Protocol";
  private static final int KEY_BYTES = 16;

  /** Vert.x' own name of its handler in Netty's pipeline. */
  private static final String VERTX = "handler";

  private Upgrade() {}

  /** What is missing to a WebSocket's handshake, for its sender; null when nothing is. */
  public static Problem refusal(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!names(request, "Upgrade").anyMatch("websocket"::equalsIgnoreCase)) {
      return Problem.invalid("Upgrade", "websocket", "want a WebSocket");
    }
    if (!names(request, "Connection").anyMatch("upgrade"::equalsIgnoreCase)) {
      return Problem.invalid("Connection", "websocket", "want Upgrade");
    }
    if (request.version() != HttpVersion.HTTP_1_1) {
      return Problem.invalid("", "websocket", "a WebSocket begins with HTTP/1.1");
    }
    if (hasBody(request)) {
      return Problem.invalid("", "websocket", "want no body");
    }
    if (!request.headers().getAll("Sec-WebSocket-Version").equals(List.of(VERSION))) {
      context.response().putHeader("Sec-WebSocket-Version", VERSION);
      context.response().putHeader("Upgrade", "websocket");
      return Problem.of(ProblemType.UPGRADE_REQUIRED, "want Sec-WebSocket-Version: " + VERSION);
    }
    return isKey(request.headers().getAll("Sec-WebSocket-Key"))
        ? null
        : Problem.invalid("Sec-WebSocket-Key", "websocket", "want 16 bytes in base64");
  }

  /** Whether the client speaks this subprotocol. */
  public static boolean offers(HttpServerRequest request, String protocol) {
    return names(request, PROTOCOL).anyMatch(protocol::equals);
  }

  /**
   * The WebSocket. It has heartbeats: for how long other connections may be quiet is nothing to it.
   *
   * @param protocol that was agreed upon; null for none
   * @param maxBytes of one message
   */
  public static Future<Upgraded> accept(HttpServerRequest request, String protocol, int maxBytes) {
    request.headers().remove(PROTOCOL);
    if (protocol != null) {
      request.headers().set(PROTOCOL, protocol);
    }
    return request.toWebSocket().map(socket -> upgraded(request, socket, maxBytes));
  }

  private static Upgraded upgraded(
      HttpServerRequest request, ServerWebSocket socket, int maxBytes) {
    Context context = Vertx.currentContext();
    var rules = new WebSocketRules(maxBytes, context);
    ChannelPipeline pipeline = ((ConnectionBase) request.connection()).channel().pipeline();
    pipeline.addBefore(VERTX, "websocketRules", rules);
    if (pipeline.get(IdleStateHandler.class) != null) {
      pipeline.remove(IdleStateHandler.class);
    }
    Connections.isSocket(pipeline);
    return new Upgraded(socket, request.connection(), rules);
  }

  /** Of a header that is a list, in one line or several. */
  private static Stream<String> names(HttpServerRequest request, String header) {
    return request.headers().getAll(header).stream()
        .flatMap(line -> Arrays.stream(line.split(",", -1)))
        .map(String::strip);
  }

  private static boolean hasBody(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    return request.headers().contains("Transfer-Encoding") || length != null && !length.equals("0");
  }

  private static boolean isKey(List<String> keys) {
    try {
      return keys.size() == 1 && Base64.getDecoder().decode(keys.getFirst()).length == KEY_BYTES;
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }
}
