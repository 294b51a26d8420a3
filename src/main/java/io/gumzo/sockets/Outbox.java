package io.gumzo.sockets;

import io.gumzo.config.SocketsConfig;
import io.gumzo.streams.StreamEvent;
import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What one socket is still to be sent: bounded in frames and bytes. When it is half full, ephemeral
 * events are dropped. When it is full, all events are left out and only their streams and positions
 * are kept; as soon as the client reads again, a {@code lag} frame tells it what to catch up.
 * Answers are never left out: their number is bounded by the commands under way.
 *
 * <p>Events that come in one piece and don't fit as a whole are queued one by one; while one of
 * them waits, the memory of its piece is held, which all sockets of the node share.
 */
final class Outbox {
  private static final int MOST_LAGGING = 256;

  private final Wire wire;
  private final SocketsConfig limits;
  private final SocketMetrics metrics;
  private ArrayDeque<ByteBuf> queue;
  private int queuedBytes;
  private Map<UUID, Long> lagging;
  private long fullSince;

  Outbox(Wire wire, SocketsConfig limits, SocketMetrics metrics) {
    this.wire = wire;
    this.limits = limits;
    this.metrics = metrics;
  }

  /** An answer, or anything else that must arrive. */
  void answer(Buffer text) {
    send(Wire.frame(text));
  }

  void events(Delivered delivered) {
    if (lagging == null && isEmpty() && wire.isWritable()) {
      wire.write(delivered.frames());
    } else {
      for (int index = 0; index < delivered.events().size(); index++) {
        event(delivered, index);
      }
    }
  }

  private void event(Delivered delivered, int index) {
    StreamEvent event = delivered.events().get(index);
    if (event.isEphemeral()) {
      if (!isHalfFull() && lagging == null) {
        send(delivered.frame(index));
      }
    } else if (lagging != null || isFull()) {
      lag(event.stream(), event.position());
    } else {
      send(delivered.frame(index));
    }
  }

  /** True while nothing more should be read from this client. */
  boolean isFull() {
    return holds(limits.queueFrames(), limits.queueBytes());
  }

  /** True when the client has not read for so long that it is better closed. */
  boolean isStuck(long now) {
    return fullSince != 0 && now - fullSince > limits.stuckSeconds() * 1000L
        || lagging != null && lagging.size() > MOST_LAGGING;
  }

  /** The socket can take more. */
  void flush() {
    while (!isEmpty() && wire.isWritable()) {
      ByteBuf frame = queue.poll();
      queuedBytes -= frame.readableBytes();
      metrics.queued(-1);
      wire.write(frame);
    }
    if (isEmpty()) {
      queue = null;
      fullSince = 0;
      if (lagging != null) {
        Buffer frame = FrameWriter.lag(lagging);
        lagging = null;
        answer(frame);
      }
    }
  }

  /** To be used no more: nothing follows a close frame. */
  void release() {
    if (queue != null) {
      metrics.queued(-queue.size());
      queue.forEach(ByteBuf::release);
      queue = null;
    }
    lagging = null;
  }

  private void send(ByteBuf frame) {
    if (isEmpty() && wire.isWritable()) {
      wire.write(frame);
    } else {
      enqueue(frame);
    }
  }

  private boolean isEmpty() {
    return queue == null || queue.isEmpty();
  }

  private boolean isHalfFull() {
    return holds(limits.queueFrames() / 2, limits.queueBytes() / 2);
  }

  private boolean holds(int frames, int bytes) {
    return queue != null && (queue.size() >= frames || queuedBytes >= bytes);
  }

  private void enqueue(ByteBuf frame) {
    if (queue == null) {
      queue = new ArrayDeque<>();
      queuedBytes = 0;
    }
    queue.add(frame);
    queuedBytes += frame.readableBytes();
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
}
