package io.gumzo.sockets;

import io.gumzo.streams.StreamEvent;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings events to the event loops of their receivers. Each event is encoded once for the node, and
 * each loop is entered once for all that came up in a turn. Those of one stream for the same
 * accounts go together: to a socket they are one piece, which costs it hardly more than a single
 * event. The order within a stream holds, not that between streams. For one event loop.
 */
final class HandOver {
  private static final Logger LOG = LoggerFactory.getLogger(HandOver.class);

  /**
   * In one piece, unless a single event is longer; what Netty keeps at hand for each thread. A
   * socket's buffer may be exceeded by one piece.
   */
  private static final int MOST_BYTES = 32 * 1024;

  /**
   * Events of one stream for the same accounts, in order. Whoever begins to receive while they are
   * gathered does not get them: that session reads its heads afterwards, and these events were
   * committed before.
   */
  private static final class Group {
    private final Set<UUID> accounts;
    private final Map<Context, List<Receiver>> receivers;
    private final List<StreamEvent> events = new ArrayList<>(1);
    private int bytes;

    private Group(Set<UUID> accounts, Map<Context, List<Receiver>> receivers) {
      this.accounts = accounts;
      this.receivers = receivers;
    }

    /**
     * One version of a list of members is one set as a rule. An account by itself is another set
     * each time: its events go one by one.
     */
    private boolean takes(StreamEvent event, Set<UUID> those) {
      return accounts == those && bytes + Wire.frameBytes(event.json()) <= MOST_BYTES;
    }

    private void add(StreamEvent event) {
      events.add(event);
      bytes += Wire.frameBytes(event.json());
    }
  }

  private record Work(Delivered delivered, List<Receiver> receivers) {
    void run() {
      try {
        receivers.forEach(this::receive);
      } finally {
        delivered.release();
      }
    }

    /** One that fails must not keep it from the others. */
    private void receive(Receiver receiver) {
      try {
        receiver.receive(delivered);
      } catch (RuntimeException failure) {
        LOG.error("Events were not delivered to a receiver", failure);
      }
    }
  }

  private final Context own;
  private final Receivers receivers;
  private final SocketMetrics metrics;
  private final List<Group> groups = new ArrayList<>();
  private final Map<UUID, Group> lastOfStream = new HashMap<>();

  HandOver(Context own, Receivers receivers, SocketMetrics metrics) {
    this.own = own;
    this.receivers = receivers;
    this.metrics = metrics;
  }

  void add(StreamEvent event, Set<UUID> accounts) {
    Group group = lastOfStream.get(event.stream());
    if (group == null || !group.takes(event, accounts)) {
      group = new Group(accounts, byLoop(accounts));
      if (group.receivers.isEmpty()) {
        return;
      }
      begin(event.stream(), group);
    }
    group.add(event);
  }

  private void begin(UUID stream, Group group) {
    if (groups.isEmpty()) {
      own.runOnContext(turnEnds -> handOver());
    }
    groups.add(group);
    lastOfStream.put(stream, group);
  }

  private void handOver() {
    var due = List.copyOf(groups);
    groups.clear();
    lastOfStream.clear();
    var byLoop = new HashMap<Context, List<Work>>();
    due.forEach(group -> encode(group, byLoop));
    byLoop.forEach((loop, work) -> loop.runOnContext(now -> work.forEach(Work::run)));
  }

  /** What there is no memory for is left out: clients see the hole, and read what is missing. */
  private void encode(Group group, Map<Context, List<Work>> byLoop) {
    Delivered delivered;
    try {
      delivered = Delivered.of(group.events);
    } catch (OutOfMemoryError full) {
      LOG.error("{} events were not delivered: no memory for their frames", group.events.size());
      return;
    }
    group.receivers.forEach(
        (loop, those) -> {
          delivered.retain();
          byLoop.computeIfAbsent(loop, first -> new ArrayList<>()).add(new Work(delivered, those));
        });
    delivered.release();
    int count = group.receivers.values().stream().mapToInt(List::size).sum();
    group.events.forEach(event -> metrics.delivered(event, count));
  }

  private Map<Context, List<Receiver>> byLoop(Set<UUID> accounts) {
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
