package io.gumzo.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import java.util.function.Consumer;

/**
 * A WebSocket that was opened. It receives whole text messages in valid UTF-8. Handlers are called
 * on its event loop.
 */
public final class Upgraded {
  private final ServerWebSocket socket;
  private final HttpConnection connection;
  private final WebSocketRules rules;

  Upgraded(ServerWebSocket socket, HttpConnection connection, WebSocketRules rules) {
    this.socket = socket;
    this.connection = connection;
    this.rules = rules;
  }

  public ServerWebSocket socket() {
    return socket;
  }

  public HttpConnection connection() {
    return connection;
  }

  /**
   * To be set at once.
   *
   * @param listener closes the socket with the code that fits; called at most once
   */
  public void onBreach(Consumer<Breach> listener) {
    rules.onBreach(listener);
  }
}
