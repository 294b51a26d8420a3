package io.gumzo.sockets;

import io.gumzo.config.SocketsConfig;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What one socket is still to be sent: bounded in frames and bytes. When it is full, events are
 * left out and only their streams and positions are kept; as soon as the client reads again, a
 * {@code lag} frame tells it what to catch up. Answers are never left out: their number is bounded
 * by the commands under way.
 */
final class Outbox {
  private static final int MOST_LAGGING = 256;

  private final ServerWebSocket socket;
  private final SocketsConfig limits;
  private final SocketMetrics metrics;
  private ArrayDeque<String> queue;
  private int queuedBytes;
  private Map<UUID, Long> lagging;
  private long fullSince;

  Outbox(ServerWebSocket socket, SocketsConfig limits, SocketMetrics metrics) {
    this.socket = socket;
    this.limits = limits;
    this.metrics = metrics;
    socket.drainHandler(drained -> flush());
  }

  /** An answer, or anything else that must arrive. */
  void answer(String text) {
    if (isEmpty() && !socket.writeQueueFull()) {
      socket.writeTextMessage(text);
    } else {
      enqueue(text);
    }
  }

  void event(Delivered delivered) {
    if (lagging != null || isFull()) {
      lag(delivered.event().stream(), delivered.event().position());
    } else {
      answer(delivered.text());
    }
  }

  /** True while nothing more should be read from this client. */
  boolean isFull() {
    return queue != null
        && (queue.size() >= limits.queueFrames() || queuedBytes >= limits.queueBytes());
  }

  /** True when the client has not read for so long that it is better closed. */
  boolean isStuck(long now) {
    return fullSince != 0 && now - fullSince > limits.stuckSeconds() * 1000L
        || lagging != null && lagging.size() > MOST_LAGGING;
  }

  void release() {
    if (queue != null) {
      metrics.queued(-queue.size());
      queue = null;
    }
  }

  private boolean isEmpty() {
    return queue == null || queue.isEmpty();
  }

  private void enqueue(String text) {
    if (queue == null) {
      queue = new ArrayDeque<>();
    }
    queue.add(text);
    queuedBytes += text.length();
    metrics.queued(1);
    if (fullSince == 0 && isFull()) {
      fullSince = System.currentTimeMillis();
    }
  }

  private void lag(UUID stream, long position) {
    if (lagging == null) {
      lagging = new LinkedHashMap<>();
    }
    if (lagging.size() <= MOST_LAGGING) {
      lagging.merge(stream, position, Math::max);
    }
  }

  private void flush() {
    while (!isEmpty() && !socket.writeQueueFull()) {
      String text = queue.poll();
      queuedBytes -= text.length();
      metrics.queued(-1);
      socket.writeTextMessage(text);
    }
    if (isEmpty()) {
      queue = null;
      fullSince = 0;
      if (lagging != null) {
        String frame = lagFrame();
        lagging = null;
        answer(frame);
      }
    }
  }

  private String lagFrame() {
    var streams = new JsonArray();
    lagging.forEach(
        (stream, head) ->
            streams.add(new JsonObject().put("stream", stream.toString()).put("head", head)));
    return new JsonObject().put("type", "lag").put("streams", streams).encode();
  }
}
