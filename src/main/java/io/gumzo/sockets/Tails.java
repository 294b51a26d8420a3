package io.gumzo.sockets;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gumzo.streams.StreamEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * How far this node has delivered each stream that moved lately. Puts events in order and drops
 * what was delivered. Bounded; a stream that is forgotten begins anew with its next event, and its
 * clients drop what they have. For one event loop.
 */
final class Tails {
  private static final int MOST_STREAMS = 500_000;
  private static final int MOST_HELD = 512;

  /** Longer than anything is looked back for. */
  private static final Duration KEPT = Duration.ofMinutes(2);

  private static final class Tail {
    private long position;
    private TreeMap<Long, StreamEvent> held;

    private Tail(long position) {
      this.position = position;
    }
  }

  private final Cache<UUID, Tail> tails =
      Caffeine.newBuilder()
          .maximumSize(MOST_STREAMS)
          .expireAfterAccess(KEPT)
          .executor(Runnable::run)
          .build();

  private final Consumer<UUID> onHole;

  /**
   * @param onHole is told, once per hole, of a stream of which events are missing
   */
  Tails(Consumer<UUID> onHole) {
    this.onHole = onHole;
  }

  /** The last position delivered, or -1 when it is not known. */
  long position(UUID stream) {
    Tail tail = tails.getIfPresent(stream);
    return tail == null ? -1 : tail.position;
  }

  /** What may be delivered now, in order: nothing, the event, or the event and held ones. */
  List<StreamEvent> accept(StreamEvent event) {
    Tail tail = tails.getIfPresent(event.stream());
    if (tail == null) {
      tails.put(event.stream(), new Tail(event.position()));
      return List.of(event);
    }
    if (event.position() <= tail.position) {
      return List.of();
    }
    if (event.position() > tail.position + 1) {
      hold(tail, event);
      return List.of();
    }
    tail.position = event.position();
    return tail.held == null ? List.of(event) : release(tail, event);
  }

  /** Gives up on a hole that could not be repaired: the clients see it and read it themselves. */
  List<StreamEvent> skipHole(UUID stream) {
    Tail tail = tails.getIfPresent(stream);
    if (tail == null || tail.held == null) {
      return List.of();
    }
    StreamEvent first = tail.held.pollFirstEntry().getValue();
    tail.position = first.position();
    return release(tail, first);
  }

  /** It could not be delivered: it, and what came after it, is missing again. */
  void takeBack(StreamEvent event) {
    Tail tail = tails.getIfPresent(event.stream());
    if (tail != null && tail.position >= event.position()) {
      tail.position = event.position() - 1;
    }
  }

  private void hold(Tail tail, StreamEvent event) {
    if (tail.held == null) {
      tail.held = new TreeMap<>();
      onHole.accept(event.stream());
    }
    if (tail.held.size() < MOST_HELD) {
      tail.held.put(event.position(), event);
    }
  }

  private static List<StreamEvent> release(Tail tail, StreamEvent first) {
    var released = new ArrayList<StreamEvent>();
    released.add(first);
    tail.held.headMap(tail.position, true).clear();
    while (!tail.held.isEmpty() && tail.held.firstKey() == tail.position + 1) {
      released.add(tail.held.pollFirstEntry().getValue());
      tail.position++;
    }
    if (tail.held.isEmpty()) {
      tail.held = null;
    }
    return released;
  }
}
