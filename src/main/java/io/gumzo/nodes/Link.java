package io.gumzo.nodes;

import io.gumzo.config.ClusterConfig;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Numbered frames to one other node. Never retransmits: whatever fails leaves a hole in the
 * numbers, which the other node answers with a sweep. What waits is bounded in events and in bytes.
 */
final class Link {
  private static final Logger LOG = LoggerFactory.getLogger(Link.class);
  private static final int MOST_UNANSWERED = 32;
  private static final long MOST_WAITING_BYTES = 16 << 20;
  private static final int WORTH_A_WARNING = 3;

  private final Vertx vertx;
  private final ClusterConfig config;
  private final NodeMetrics metrics;
  private final UUID self;
  private final UUID peer;
  private final long id;
  private final DeliveryOptions delivery;
  private final ArrayDeque<Buffer> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private long next = 1;
  private boolean hole;
  private int unanswered;
  private boolean flushingSoon;
  private boolean beating;
  private int failures;
  private boolean closed;
  private long answeredAt;

  /**
   * @param id greater than that of any link that this node opened before
   * @param answeredAt by {@code System.nanoTime()}: from when on silence counts
   */
  Link(
      Vertx vertx, ClusterConfig config, NodeMetrics metrics, Ends ends, long id, long answeredAt) {
    this.vertx = vertx;
    this.config = config;
    this.metrics = metrics;
    this.self = ends.self();
    this.peer = ends.peer();
    this.id = id;
    this.answeredAt = answeredAt;
    this.delivery = new DeliveryOptions().setSendTimeout(config.answerTimeoutMillis());
  }

  record Ends(UUID self, UUID peer) {}

  static String address(UUID node) {
    return "node." + node;
  }

  /**
   * Goes with whatever else comes in this turn.
   *
   * @param entry as {@link Frame#entry} makes it
   */
  void enqueue(Buffer entry) {
    if (waiting.size() >= config.queueEvents()
        || waitingBytes >= MOST_WAITING_BYTES
        || entry.length() > Frame.MOST_ENTRY_BYTES) {
      metrics.eventsDropped.increment();
      skip();
      return;
    }
    waiting.add(entry);
    waitingBytes += entry.length();
    metrics.waitingToSend.incrementAndGet();
    if (waiting.size() >= Frame.MOST_ENTRIES || waitingBytes >= Frame.MOST_BYTES) {
      flush();
    } else if (!flushingSoon) {
      flushingSoon = true;
      vertx.runOnContext(turn -> flush());
    }
  }

  /** Something due for that node was not sent: the next number tells it so. */
  void skip() {
    hole = true;
  }

  /** Tells the next number; at most one is under way. */
  void beat() {
    if (!beating) {
      beating = true;
      passHole();
      send(next, new ArrayList<>(), 0).onComplete(answer -> beating = false);
    }
  }

  boolean answeredSince(long nanos) {
    return answeredAt - nanos >= 0;
  }

  /** Nothing is waiting and nothing is under way. */
  boolean isIdle() {
    return waiting.isEmpty() && unanswered == 0;
  }

  void close() {
    closed = true;
    metrics.waitingToSend.addAndGet(-waiting.size());
    waiting.clear();
  }

  private void flush() {
    flushingSoon = false;
    // While a node does not answer, one frame at a time is enough to notice that it is back.
    int window = failures > 0 ? 1 : MOST_UNANSWERED;
    while (!closed && !waiting.isEmpty() && unanswered < window) {
      sendNext();
    }
  }

  private void sendNext() {
    var entries = new ArrayList<Buffer>(Math.min(waiting.size(), Frame.MOST_ENTRIES));
    int bytes = 0;
    while (!waiting.isEmpty()
        && entries.size() < Frame.MOST_ENTRIES
        && (entries.isEmpty() || bytes + waiting.peek().length() <= Frame.MOST_BYTES)) {
      Buffer entry = waiting.poll();
      bytes += entry.length();
      entries.add(entry);
    }
    waitingBytes -= bytes;
    metrics.waitingToSend.addAndGet(-entries.size());
    metrics.eventsSent.increment(entries.size());
    unanswered++;
    passHole();
    send(next++, entries, bytes)
        .onComplete(
            answer -> {
              unanswered--;
              flush();
            });
  }

  private void passHole() {
    if (hole) {
      hole = false;
      next++;
    }
  }

  private Future<Message<Object>> send(long number, ArrayList<Buffer> entries, int bytes) {
    Buffer frame = Frame.encode(self, id, number, entries, bytes);
    long sentAt = System.nanoTime();
    metrics.framesSent.increment();
    return vertx
        .eventBus()
        .request(address(peer), frame, delivery)
        .onComplete(answer -> note(answer, sentAt));
  }

  private void note(AsyncResult<Message<Object>> answer, long sentAt) {
    if (answer.succeeded()) {
      answeredAt = System.nanoTime();
      metrics.roundTrip.record(answeredAt - sentAt, TimeUnit.NANOSECONDS);
      if (failures >= WORTH_A_WARNING) {
        LOG.info("Node {} answers again", peer);
      }
      failures = 0;
    } else {
      metrics.framesFailed.increment();
      // A node that leaves is missed once or twice before its lease is seen to be gone.
      if (++failures == WORTH_A_WARNING && !closed) {
        LOG.warn("Node {} does not answer: {}", peer, answer.cause().getMessage());
      }
    }
  }
}
