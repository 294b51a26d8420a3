package io.gumzo.testing;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A client of {@code gumzo.v1}. Each frame, either way, is checked against {@code asyncapi.yaml}.
 */
public final class Socket implements AutoCloseable {
  private static final String PATH = "/api/v1/socket";
  private static final String PROTOCOL = "gumzo.v1";
  private static final long READY_MILLIS = 15_000;
  private static final int SILENT = 4004;

  private final ClientWebSocket socket = Clients.SOCKETS.webSocket();
  private final Consumer<JsonObject> listener;
  private final List<JsonObject> frames = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Promise<JsonObject>> asked = new ConcurrentHashMap<>();
  private final AtomicInteger refs = new AtomicInteger();
  private final Promise<JsonObject> ready = Promise.promise();
  private final Promise<Integer> closed = Promise.promise();

  private final boolean watched;
  private volatile long heardAt = System.nanoTime();

  private Socket(boolean watched, Consumer<JsonObject> listener) {
    this.watched = watched;
    this.listener = listener;
    socket.textMessageHandler(this::received);
    socket.closeHandler(gone -> gone());
    socket.exceptionHandler(failure -> {});
  }

  /** Connects, and does not authenticate yet. */
  public static Future<Socket> open(int port) {
    return open(port, Map.of(), frame -> {});
  }

  /**
   * @param listener is called on an event loop with every frame, in order
   */
  public static Future<Socket> open(
      int port, Map<String, String> headers, Consumer<JsonObject> listener) {
    return open(port, headers, true, listener);
  }

  /**
   * @param watched whether frames are kept and checked; without it this is for much traffic
   */
  static Future<Socket> open(
      int port, Map<String, String> headers, boolean watched, Consumer<JsonObject> listener) {
    var client = new Socket(watched, listener);
    return client.socket.connect(options(port, PATH, headers).addSubProtocol(PROTOCOL)).map(client);
  }

  /** Connects and authenticates; done once it is ready. */
  public static Future<Socket> ready(int port, String token) {
    return open(port)
        .compose(socket -> socket.authenticate(token, null, Map.of()).map(ready -> socket));
  }

  static WebSocketConnectOptions options(int port, String path, Map<String, String> headers) {
    var options =
        new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI(path)
            .setTimeout(10_000)
            .setAllowOriginHeader(headers.containsKey("Origin"));
    headers.forEach(options::putHeader);
    return options;
  }

  /**
   * The first frame.
   *
   * @param since null for none
   * @param open streams with the positions that the client has
   * @return {@code ready}, or a failure when the socket closes instead
   */
  public Future<JsonObject> authenticate(String token, String since, Map<UUID, Long> open) {
    var frame = new JsonObject().put("type", "authenticate").put("token", token);
    if (since != null) {
      frame.put("since", since);
    }
    if (!open.isEmpty()) {
      var streams = new JsonArray();
      open.forEach(
          (stream, after) ->
              streams.add(new JsonObject().put("stream", stream.toString()).put("after", after)));
      frame.put("open", streams);
    }
    send(frame);
    long timer = Clients.VERTX.setTimer(READY_MILLIS, late -> abandon());
    return ready.future().onComplete(done -> Clients.VERTX.cancelTimer(timer));
  }

  /** Sends a command with a {@code ref} of its own; the {@code ok} or {@code problem}. */
  public Future<JsonObject> ask(JsonObject command) {
    String ref = "r" + refs.incrementAndGet();
    Promise<JsonObject> answer = Promise.promise();
    asked.put(ref, answer);
    send(command.copy().put("ref", ref));
    if (closed.future().isComplete()) {
      gone();
    }
    return answer.future();
  }

  public Future<JsonObject> post(UUID conversation, UUID clientId, String text) {
    return ask(
        new JsonObject()
            .put("type", "post-message")
            .put("conversationId", conversation.toString())
            .put("clientId", clientId.toString())
            .put("text", text));
  }

  public Future<JsonObject> markRead(UUID conversation, long position) {
    return ask(
        new JsonObject()
            .put("type", "mark-read")
            .put("conversationId", conversation.toString())
            .put("position", position));
  }

  public Future<JsonObject> readEvents(UUID stream, long after) {
    return ask(
        new JsonObject()
            .put("type", "read-events")
            .put("stream", stream.toString())
            .put("after", after));
  }

  public Future<JsonObject> ping() {
    return ask(new JsonObject().put("type", "ping"));
  }

  /** Any frame that keeps the contract. */
  public void send(JsonObject frame) {
    sendRaw((watched ? FrameContract.COMMANDS.check(frame) : frame).encode());
  }

  /** Whatever it is; the answers must keep the contract all the same. */
  public void sendRaw(String text) {
    socket.writeTextMessage(text).onFailure(failure -> gone());
  }

  /** One text in several frames of the protocol; {@code ended} says that it is whole. */
  public void sendFragments(List<String> parts, boolean ended) {
    for (int part = 0; part < parts.size(); part++) {
      boolean last = ended && part == parts.size() - 1;
      var frame =
          part == 0
              ? WebSocketFrame.textFrame(parts.get(part), last)
              : WebSocketFrame.continuationFrame(Buffer.buffer(parts.get(part)), last);
      socket.writeFrame(frame).onFailure(failure -> gone());
    }
  }

  /** A sign of life that nobody asked for. */
  public void pong() {
    socket.writePong(Buffer.buffer()).onFailure(failure -> gone());
  }

  /** From now on it reads nothing, as a client that hangs. */
  public void pause() {
    socket.pause();
  }

  public void resume() {
    socket.resume();
  }

  /** True while the node takes no more of what was sent. */
  public boolean isHeldBack() {
    return socket.writeQueueFull();
  }

  public void sendBinary(Buffer bytes) {
    socket.writeBinaryMessage(bytes).onFailure(failure -> gone());
  }

  /** Everything received so far, in order. */
  public List<JsonObject> frames() {
    synchronized (frames) {
      return List.copyOf(frames);
    }
  }

  /** The events received so far, in order. */
  public List<JsonObject> events() {
    return frames().stream().filter(frame -> frame.containsKey("position")).toList();
  }

  /** The events of one stream. */
  public List<JsonObject> events(UUID stream) {
    return events().stream()
        .filter(event -> event.getString("stream").equals(stream.toString()))
        .toList();
  }

  /** True when it owes an answer and has sent nothing for so long. */
  boolean isSilent(Duration patience) {
    return !asked.isEmpty() && System.nanoTime() - heardAt > patience.toNanos();
  }

  /** Ends it now, without waiting for the peer, which may be out of reach. */
  void abandon() {
    closed.tryComplete(SILENT);
    gone();
    close();
  }

  /** Its close code; 1006 when the connection broke. */
  public Future<Integer> closed() {
    return closed.future();
  }

  @Override
  public void close() {
    socket.close().onFailure(failure -> gone());
  }

  private void received(String text) {
    if (closed.future().isComplete()) {
      return;
    }
    heardAt = System.nanoTime();
    var frame = watched ? FrameContract.FRAMES.check(text) : new JsonObject(text);
    if (watched) {
      frames.add(frame);
    }
    switch (frame.getString("type", "")) {
      case "ready" -> ready.tryComplete(frame);
      case "ok", "problem" -> answered(frame);
      default -> {
        // An event, or for the listener.
      }
    }
    listener.accept(frame);
  }

  private void answered(JsonObject frame) {
    String ref = frame.getString("ref");
    var answer = ref == null ? null : asked.remove(ref);
    if (answer != null) {
      answer.complete(frame);
    } else if (ref != null && ref.matches("r\\d+")) {
      Breaches.add("a command was answered that was not asked: " + frame);
    }
  }

  private void gone() {
    Short code = socket.closeStatusCode();
    closed.tryComplete(code == null ? 1006 : code.intValue());
    var failure = new SocketClosedException(closed.future().result());
    ready.tryFail(failure);
    asked.forEach((ref, answer) -> answer.tryFail(failure));
  }
}
