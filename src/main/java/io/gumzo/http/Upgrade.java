package io.gumzo.http;

import io.gumzo.problem.Problem;
import io.vertx.core.http.HttpServerRequest;

/** A request to open a WebSocket, before it becomes one. */
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
}
