package io.gumzo.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Device;
import io.gumzo.testing.Futures;
import io.gumzo.testing.Person;
import io.gumzo.testing.RunningNode;
import io.gumzo.testing.Stored;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Conversations of two with a device each, in which both post at a pace, every other message over
 * HTTP and the rest over their sockets. What is not answered is posted again with the same client
 * id, at any node that lives, until it is.
 */
final class Load implements AutoCloseable {
  private final String postgresUrl;
  private final Supplier<List<RunningNode>> nodes;
  private final List<Chat> chats = new ArrayList<>();
  private final Map<UUID, Queue<UUID>> acknowledged = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
  private ScheduledFuture<?> ticking;

  /** Somebody's side of a conversation. */
  private record Chat(UUID conversation, Person person, Device device) {}

  Load(String postgresUrl, Supplier<List<RunningNode>> nodes) {
    this.postgresUrl = postgresUrl;
    this.nodes = nodes;
  }

  /** Both are connected when this returns. */
  void add(UUID conversation, Person one, Device ones, Person other, Device others) {
    acknowledged.put(conversation, new ConcurrentLinkedQueue<>());
    chats.add(new Chat(conversation, one, ones.connect()));
    chats.add(new Chat(conversation, other, others.connect()));
    await().until(() -> ones.connected() && others.connected());
  }

  Load start(int messagesPerSecond) {
    ticking =
        pace.scheduleAtFixedRate(
            this::post, 0, TimeUnit.SECONDS.toMicros(1) / messagesPerSecond, TimeUnit.MICROSECONDS);
    return this;
  }

  List<Device> devices() {
    return chats.stream().map(Chat::device).toList();
  }

  int acknowledged() {
    return answered.get();
  }

  /** Stops posting and waits until everything asked was acknowledged. */
  void finish() throws InterruptedException {
    assertThat(ticking.cancel(false)).as("posted until now").isTrue();
    pace.shutdown();
    assertThat(pace.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(answered.get()).isEqualTo(asked.get()));
  }

  /** Every device displays what is stored, and all that was acknowledged is there once. */
  void mustBeWhole(Duration within) {
    for (var chat : chats) {
      var stored = Stored.stream(postgresUrl, chat.conversation());
      await()
          .atMost(within)
          .until(() -> chat.device().displayed(chat.conversation()).size() >= stored.size());
      assertThat(chat.device().displayed(chat.conversation()).stream().map(Stored.Entry::of))
          .isEqualTo(stored);
      var clientIds = stored.stream().map(entry -> entry.what().split(" ", 3)[1]).toList();
      assertThat(clientIds)
          .doesNotHaveDuplicates()
          .containsAll(acknowledged.get(chat.conversation()).stream().map(UUID::toString).toList());
    }
  }

  @Override
  public void close() {
    pace.shutdownNow();
    chats.forEach(chat -> chat.device().close());
  }

  private void post() {
    int number = asked.incrementAndGet();
    var chat = chats.get(number % chats.size());
    var clientId = UUID.randomUUID();
    boolean overHttp = number / chats.size() % 2 == 0;
    var posted =
        overHttp
            ? postOverHttp(chat, clientId, "habari " + number)
            : chat.device().post(chat.conversation(), clientId, "habari " + number);
    posted.onSuccess(
        message -> {
          acknowledged.get(chat.conversation()).add(clientId);
          answered.incrementAndGet();
        });
  }

  private Future<JsonObject> postOverHttp(Chat chat, UUID clientId, String text) {
    var live = nodes.get();
    var node = live.get(ThreadLocalRandom.current().nextInt(live.size()));
    return node.api()
        .postMessage(chat.person().token(), chat.conversation(), clientId, text)
        .compose(
            answer ->
                answer.status() < 300
                    ? Future.succeededFuture(answer.body())
                    : Future.failedFuture("answered " + answer.status()))
        .recover(
            cutOff -> Futures.after(20).compose(elapsed -> postOverHttp(chat, clientId, text)));
  }
}
