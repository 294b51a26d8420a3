package io.gumzo.edge;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Answer;
import io.gumzo.testing.Breaches;
import io.gumzo.testing.Health;
import io.gumzo.testing.Person;
import io.gumzo.testing.Socket;
import io.gumzo.testing.Stored;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that send more than is answered, or that read less than is sent. */
@ExtendWith({Edge.class, Breaches.class})
class FloodTest {
  /** The setting {@code sockets.queueFrames}, and what a burst may add before reading stops. */
  private static final int MOST_QUEUED = 256 + 64;

  private Person asha;
  private Person juma;
  private UUID conversation;

  @BeforeEach
  void meet() {
    asha = Person.signUp(Edge.api());
    juma = Person.signUp(Edge.api());
    conversation = asha.conversationWith(Edge.api(), juma);
  }

  @Test
  void a_hundred_posts_at_once_are_each_answered_once_and_stored_once() {
    try (var socket = get(Socket.ready(Edge.port(), asha.token()))) {
      var answers =
          IntStream.range(0, 100)
              .mapToObj(index -> socket.post(conversation, UUID.randomUUID(), "Nambari " + index))
              .toList();
      get(Future.all(answers));
      assertThat(answers)
          .extracting(answer -> answer.result().getString("type"))
          .containsOnly("ok");
      var stored = Stored.stream(Edge.postgresUrl(), conversation);
      assertThat(stored).hasSize(100);
      assertThat(stored)
          .extracting(Stored.Entry::position)
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, 100).mapToObj(Long::valueOf).toList());
      get(socket.ping());
    }
  }

  @Test
  void a_hundred_frames_at_once_good_and_bad_are_each_answered_once() {
    try (var socket = get(Socket.ready(Edge.port(), asha.token()))) {
      IntStream.range(0, 100).forEach(index -> socket.sendRaw(mixed(index)));
      await().until(() -> refs(socket).size() >= 100);
      get(socket.ping());
      assertThat(refs(socket)).hasSize(100).doesNotHaveDuplicates();
    }
  }

  /** Each answer is far larger than its command. */
  @Test
  void who_asks_without_reading_is_held_back_and_then_answered() {
    post(40, 16_000);
    try (var socket = get(Socket.ready(Edge.port(), asha.token()))) {
      socket.pause();
      int commands = 60;
      IntStream.range(0, commands).forEach(index -> socket.sendRaw(readEvents("x" + index)));
      await().until(() -> queued() > 0);
      assertThat(queued()).isLessThanOrEqualTo(MOST_QUEUED);
      socket.resume();
      await().atMost(Duration.ofSeconds(30)).until(() -> refs(socket).size() >= commands);
      assertThat(refs(socket)).hasSize(commands).doesNotHaveDuplicates();
      get(socket.ping());
    }
  }

  @Test
  void who_sends_nonsense_without_reading_is_held_back() {
    try (var socket = get(Socket.ready(Edge.port(), asha.token()))) {
      socket.pause();
      int frames = 60_000;
      IntStream.range(0, frames).forEach(index -> socket.sendRaw(nonsense(index)));
      await().until(() -> queued() > 0);
      await()
          .during(Duration.ofMillis(500))
          .untilAsserted(() -> assertThat(queued()).isLessThanOrEqualTo(MOST_QUEUED));
      socket.resume();
      await().atMost(Duration.ofSeconds(30)).until(() -> refs(socket).size() >= frames);
      get(socket.ping());
    }
  }

  @Test
  void who_does_not_read_what_is_delivered_is_told_to_catch_up_and_misses_nothing() {
    try (var socket = get(Socket.ready(Edge.port(), juma.token()))) {
      socket.pause();
      int messages = 900;
      post(messages, 16_000);
      assertThat(queued()).isLessThanOrEqualTo(MOST_QUEUED);
      socket.resume();
      var lag =
          await()
              .until(
                  () ->
                      socket.frames().stream()
                          .filter(frame -> frame.getString("type").equals("lag"))
                          .findFirst(),
                  java.util.Optional::isPresent)
              .orElseThrow();
      assertThat(lag.getJsonArray("streams").getJsonObject(0).getLong("head")).isEqualTo(messages);
      List<Long> have =
          new java.util.ArrayList<>(
              socket.events(conversation).stream()
                  .map(event -> event.getLong("position"))
                  .toList());
      while (have.size() < messages) {
        var page = get(socket.readEvents(conversation, have.size())).getJsonObject("data");
        page.getJsonArray("items")
            .forEach(event -> have.add(((JsonObject) event).getLong("position")));
      }
      assertThat(have)
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, messages).mapToObj(Long::valueOf).toList());
      get(asha.post(Edge.api(), conversation, "Uko?").status() == 201 ? socket.ping() : null);
      await()
          .until(() -> socket.events(conversation).getLast().getLong("position") == messages + 1);
    }
  }

  private void post(int count, int size) {
    String text = "m".repeat(size);
    var posts =
        IntStream.range(0, count)
            .mapToObj(
                index ->
                    Edge.api().postMessage(asha.token(), conversation, UUID.randomUUID(), text))
            .toList();
    get(Future.all(posts));
    assertThat(posts).extracting(Future::result).extracting(Answer::status).containsOnly(201);
  }

  private String mixed(int index) {
    var frame = new JsonObject().put("ref", "x" + index);
    switch (index % 4) {
      case 0 -> frame.put("type", "ping");
      case 1 -> frame.put("type", "ping").put("surprise", index);
      case 2 ->
          frame.put("type", "read-events").put("stream", UUID.randomUUID() + "").put("after", 0);
      default ->
          frame
              .put("type", "post-message")
              .put("conversationId", conversation.toString())
              .put("clientId", UUID.randomUUID().toString())
              .put("text", "Nambari " + index);
    }
    return frame.encode();
  }

  private String readEvents(String ref) {
    return new JsonObject()
        .put("type", "read-events")
        .put("ref", ref)
        .put("stream", conversation.toString())
        .put("after", 0)
        .encode();
  }

  private static String nonsense(int index) {
    return "{\"type\":\"ping\",\"ref\":\"x%d\",\"surprise\":1}".formatted(index);
  }

  private static List<String> refs(Socket socket) {
    return socket.frames().stream()
        .map(frame -> frame.getString("ref", ""))
        .filter(ref -> ref.startsWith("x"))
        .toList();
  }

  /** Frames that wait in the queues of all sessions of the node. */
  private static double queued() {
    return Health.metrics(Edge.node().managementPort())
        .lines()
        .filter(line -> line.startsWith("gumzo_sockets_queued "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
        .sum();
  }
}
