package io.gumzo.sockets;

import io.gumzo.streams.StreamEvent;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings events to the event loops of their receivers. Each event is encoded once for the node, and
 * each loop is entered once for all that came up in a turn. For one event loop.
 */
final class HandOver {
  private static final Logger LOG = LoggerFactory.getLogger(HandOver.class);

  private record Work(Delivered delivered, List<Receiver> receivers) {
    void run() {
      try {
        receivers.forEach(this::receive);
      } finally {
        delivered.frame().release();
      }
    }

    /** One that fails must not keep it from the others. */
    private void receive(Receiver receiver) {
      try {
        receiver.receive(delivered);
      } catch (RuntimeException failure) {
        LOG.error("An event was not delivered to a receiver", failure);
      }
    }
  }

  private final Context own;
  private final Receivers receivers;
  private final SocketMetrics metrics;
  private final Map<Context, List<Work>> byLoop = new HashMap<>();

  HandOver(Context own, Receivers receivers, SocketMetrics metrics) {
    this.own = own;
    this.receivers = receivers;
    this.metrics = metrics;
  }

  void add(StreamEvent event, Collection<UUID> accounts) {
    Map<Context, List<Receiver>> those = byLoop(accounts);
    if (those.isEmpty()) {
      return;
    }
    if (byLoop.isEmpty()) {
      own.runOnContext(turnEnds -> handOver());
    }
    ByteBuf frame = Wire.frame(event.json());
    var delivered = new Delivered(event, frame);
    int count = 0;
    for (Map.Entry<Context, List<Receiver>> loop : those.entrySet()) {
      frame.retain();
      count += loop.getValue().size();
      byLoop
          .computeIfAbsent(loop.getKey(), first -> new ArrayList<>())
          .add(new Work(delivered, loop.getValue()));
    }
    frame.release();
    metrics.delivered(event, count);
  }

  private void handOver() {
    byLoop.forEach((loop, work) -> loop.runOnContext(now -> work.forEach(Work::run)));
    byLoop.clear();
  }

  private Map<Context, List<Receiver>> byLoop(Collection<UUID> accounts) {
    Map<Context, List<Receiver>> loops = Map.of();
    for (UUID account : accounts) {
      for (Receiver receiver : receivers.of(account)) {
        if (loops.isEmpty()) {
          loops = new HashMap<>();
        }
        loops.computeIfAbsent(receiver.context(), loop -> new ArrayList<>()).add(receiver);
      }
    }
    return loops;
  }
}
