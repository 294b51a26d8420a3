package io.gumzo.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Screen;
import io.gumzo.testing.Stored;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * Compares what was posted and acknowledged and what each client displayed with what PostgreSQL
 * holds, and finds when delivery was live again.
 */
final class Checker {
  /** Later than this it was no live delivery, but a repair. */
  private static final long LIVE_MILLIS = 2_000;

  private final String postgresUrl;
  private final Map<UUID, Conversation> conversations = new ConcurrentHashMap<>();

  private record Shown(Stored.Entry entry, long shownAt, long delay) {
    boolean isLate() {
      return delay > LIVE_MILLIS;
    }

    boolean isWithin(long from, long to) {
      return from <= shownAt && shownAt <= to;
    }
  }

  private static final class Conversation {
    private final Map<UUID, Queue<String>> postedBySender = new ConcurrentHashMap<>();
    private final Queue<Stored.Entry> acknowledged = new ConcurrentLinkedQueue<>();
    private final List<List<Shown>> screens = new ArrayList<>();
  }

  Checker(String postgresUrl) {
    this.postgresUrl = postgresUrl;
  }

  /** The screen of a member of these conversations; whatever is posted there must be on it. */
  Screen screen(List<UUID> ofConversations) {
    Map<UUID, List<Shown>> shown = new ConcurrentHashMap<>();
    for (UUID id : ofConversations) {
      shown.put(id, new ArrayList<>());
      conversation(id).screens.add(shown.get(id));
    }
    return (stream, event) -> {
      var own = shown.get(stream);
      if (own != null) {
        show(own, event);
      }
    };
  }

  /** Each sender waits for an acknowledgement before posting more, so this is the order there. */
  void posted(UUID conversation, UUID sender, UUID clientId) {
    conversation(conversation)
        .postedBySender
        .computeIfAbsent(sender, first -> new ConcurrentLinkedQueue<>())
        .add(clientId.toString());
  }

  /**
   * @param message as it was answered
   */
  void acknowledged(UUID conversation, JsonObject message) {
    conversation(conversation).acknowledged.add(Stored.Entry.ofMessage(message));
  }

  /**
   * Waits until every screen holds as much as PostgreSQL; then each must hold the same in the same
   * order, and all that was acknowledged must be there, once.
   */
  void mustBeWhole(Duration within) {
    long deadline = System.nanoTime() + within.toNanos();
    conversations.forEach(
        (id, conversation) -> {
          var stored = Stored.stream(postgresUrl, id);
          for (List<Shown> screen : conversation.screens) {
            if (size(screen) < stored.size()) {
              await("a screen of %s holds %d".formatted(id, stored.size()))
                  .atMost(Duration.ofNanos(Math.max(1_000_000_000, deadline - System.nanoTime())))
                  .until(() -> size(screen) >= stored.size());
            }
            assertThat(copy(screen).stream().map(Shown::entry)).isEqualTo(stored);
          }
          assertThat(stored).containsAll(conversation.acknowledged);
          var clientIds = stored.stream().map(Stored.Entry::clientId).toList();
          assertThat(clientIds).doesNotHaveDuplicates();
          conversation.postedBySender.forEach(
              (sender, posted) ->
                  assertThat(clientIds.stream().filter(Set.copyOf(posted)::contains))
                      .containsExactlyElementsOf(posted));
        });
  }

  /** The time from the fault's end until nothing was displayed late any more; zero for never. */
  Duration healedAfter(Instant faultEnded) {
    long ended = faultEnded.toEpochMilli();
    return Duration.ofMillis(
        all().filter(Shown::isLate).mapToLong(Shown::shownAt).reduce(ended, Math::max) - ended);
  }

  /** How much of what was displayed in a time was displayed late, from 0 to 1. */
  double lateShare(Instant from, Instant to) {
    return all()
        .filter(shown -> shown.isWithin(from.toEpochMilli(), to.toEpochMilli()))
        .mapToInt(shown -> shown.isLate() ? 1 : 0)
        .average()
        .orElse(1);
  }

  /** The longest that anything in a conversation took from its commit to a screen. */
  Duration longestDelay(UUID conversation) {
    return Duration.ofMillis(
        shown(conversation(conversation)).mapToLong(Shown::delay).max().orElse(0));
  }

  private Stream<Shown> all() {
    return conversations.values().stream().flatMap(Checker::shown);
  }

  private static Stream<Shown> shown(Conversation conversation) {
    return conversation.screens.stream().flatMap(screen -> copy(screen).stream());
  }

  private Conversation conversation(UUID id) {
    return conversations.computeIfAbsent(id, first -> new Conversation());
  }

  /** PostgreSQL runs on this machine, so its clock is ours. */
  private static void show(List<Shown> screen, JsonObject event) {
    long now = System.currentTimeMillis();
    long committed = Instant.parse(event.getString("at")).toEpochMilli();
    synchronized (screen) {
      screen.add(new Shown(Stored.Entry.of(event), now, now - committed));
    }
  }

  private static int size(List<Shown> screen) {
    synchronized (screen) {
      return screen.size();
    }
  }

  private static List<Shown> copy(List<Shown> screen) {
    synchronized (screen) {
      return List.copyOf(screen);
    }
  }
}
