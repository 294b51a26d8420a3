package io.gumzo.testing;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A client of {@code /ws/userchat/{conversationId}/}; frames are checked as by {@link Socket}. */
public final class SimpleSocket implements AutoCloseable {
  private final ClientWebSocket socket = Clients.SOCKETS.webSocket();
  private final List<JsonObject> frames = Collections.synchronizedList(new ArrayList<>());
  private final Promise<Integer> closed = Promise.promise();

  private SimpleSocket() {
    socket.textMessageHandler(text -> frames.add(FrameContract.SIMPLE_FRAMES.check(text)));
    socket.exceptionHandler(failure -> {});
    socket.closeHandler(
        gone -> {
          Short code = socket.closeStatusCode();
          closed.tryComplete(code == null ? 1006 : code.intValue());
        });
  }

  /**
   * @param headers that say who asks
   * @return fails with {@code UpgradeRejectedException} when it is refused
   */
  public static Future<SimpleSocket> open(
      int port, UUID conversation, Map<String, String> headers) {
    return open(port, conversation + "/", headers);
  }

  /**
   * @param conversation as it is in the address, and what follows there
   */
  public static Future<SimpleSocket> open(
      int port, String conversation, Map<String, String> headers) {
    var client = new SimpleSocket();
    return client
        .socket
        .connect(Socket.options(port, "/ws/userchat/" + conversation, headers))
        .map(client);
  }

  /** Of whose token it is. */
  public static Future<SimpleSocket> open(int port, UUID conversation, String token) {
    return open(port, conversation, bearer(token));
  }

  /** Headers that say whose token it is. */
  public static Map<String, String> bearer(String token) {
    return Map.of("Authorization", "Bearer " + token);
  }

  public void post(String text) {
    sendRaw(FrameContract.SIMPLE_POSTS.check(new JsonObject().put("message", text)).encode());
  }

  public void sendRaw(String text) {
    socket
        .writeTextMessage(text)
        .onFailure(failure -> Breaches.add("a simple socket broke: " + failure));
  }

  public void sendBinary(Buffer bytes) {
    socket
        .writeBinaryMessage(bytes)
        .onFailure(failure -> Breaches.add("a simple socket broke: " + failure));
  }

  /** Everything received so far, in order. */
  public List<JsonObject> frames() {
    synchronized (frames) {
      return List.copyOf(frames);
    }
  }

  /** The texts of the messages received so far. */
  public List<String> texts() {
    return frames().stream()
        .filter(frame -> frame.containsKey("message"))
        .map(frame -> frame.getString("message"))
        .toList();
  }

  /** The errors received so far. */
  public List<String> errors() {
    return frames().stream()
        .filter(frame -> frame.containsKey("error"))
        .map(frame -> frame.getString("error"))
        .toList();
  }

  public Future<Integer> closed() {
    return closed.future();
  }

  @Override
  public void close() {
    socket.close().onComplete(done -> closed.tryComplete(1000));
  }
}
