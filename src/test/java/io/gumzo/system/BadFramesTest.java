package io.gumzo.system;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Person;
import io.gumzo.testing.RunningNode;
import io.gumzo.testing.Socket;
import io.gumzo.testing.Stored;
import io.gumzo.testing.TestCluster;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a client sends, it is told what was wrong, and nothing is half done. */
class BadFramesTest {
  private static TestCluster cluster;
  private static RunningNode node;

  private Person asha;
  private UUID conversation;

  @BeforeAll
  static void start() {
    cluster = new TestCluster(Map.of("sockets.authenticateSeconds", "1"));
    node = cluster.local();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @BeforeEach
  void meet() {
    asha = Person.signUp(node.api());
    conversation = asha.conversationWith(node.api(), Person.signUp(node.api()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "",
        "null",
        "7",
        "[]",
        "{}",
        "{\"type\":7}",
        "{\"type\":null}",
        "{\"type\":\"no-such-command\",\"ref\":\"a\"}",
        "{\"type\":\"message-posted\"}"
      })
  void what_is_no_frame_closes_with_4500(String text) {
    try (var socket = get(Socket.ready(node.port(), asha.token()))) {
      socket.sendRaw(text);

      assertThat(get(socket.closed())).isEqualTo(4500);
      assertThat(socket.frames().getLast().getString("type")).isEqualTo("problem");
    }
  }

  @Test
  void a_command_that_breaks_its_schema_is_told_each_field_and_the_socket_stays() {
    try (var socket = get(Socket.ready(node.port(), asha.token()))) {
      socket.sendRaw(
          """
          {"type":"post-message","ref":"a","conversationId":"7","text":"","extra":1}
          """);
      await().until(() -> socket.frames().size() >= 2);

      var answer = socket.frames().getLast();
      assertThat(answer.getString("ref")).isEqualTo("a");
      assertThat(answer.getJsonObject("problem").getInteger("status")).isEqualTo(400);
      assertThat(answer.getJsonObject("problem").getJsonArray("errors"))
          .extracting(error -> ((JsonObject) error).getString("field"))
          .containsOnly("clientId", "conversationId", "text", "extra");
      assertThat(get(socket.ping()).getString("type")).isEqualTo("ok");
    }
  }

  @Test
  void of_many_broken_rules_only_the_first_ones_are_told() {
    try (var socket = get(Socket.ready(node.port(), asha.token()))) {
      var frame = new JsonObject().put("type", "ping").put("ref", "many");
      IntStream.range(0, 10_000).forEach(number -> frame.put("key" + number, 1));
      socket.sendRaw(frame.encode());
      await().until(() -> socket.frames().size() >= 2);

      var problem = socket.frames().getLast().getJsonObject("problem");
      assertThat(problem.getJsonArray("errors")).hasSizeBetween(1, 50);
    }
  }

  @Test
  void commands_on_what_is_not_mine_are_refused() {
    var stranger = Person.signUp(node.api());
    try (var socket = get(Socket.ready(node.port(), stranger.token()))) {
      for (var answer :
          List.of(
              socket.post(conversation, UUID.randomUUID(), "habari"),
              socket.post(UUID.randomUUID(), UUID.randomUUID(), "habari"),
              socket.markRead(conversation, 0),
              socket.readEvents(conversation, 0),
              socket.readEvents(asha.id(), 0))) {
        assertThat(get(answer).getJsonObject("problem").getString("type"))
            .isEqualTo("/problems/not-a-member");
      }
      assertThat(Stored.stream(cluster.postgresUrl(), conversation)).isEmpty();
    }
  }

  @Test
  void a_read_mark_past_the_head_is_refused() {
    try (var socket = get(Socket.ready(node.port(), asha.token()))) {
      assertThat(
              get(socket.markRead(conversation, 1)).getJsonObject("problem").getInteger("status"))
          .isEqualTo(400);
    }
  }

  @Test
  void a_binary_frame_closes_with_1003() {
    try (var socket = get(Socket.ready(node.port(), asha.token()))) {
      socket.sendBinary(Buffer.buffer(new byte[] {1, 2, 3}));

      assertThat(get(socket.closed())).isEqualTo(1003);
    }
  }

  @Test
  void a_frame_before_authenticate_closes_with_4502() {
    try (var socket = get(Socket.open(node.port()))) {
      socket.send(new JsonObject().put("type", "ping").put("ref", "a"));

      assertThat(get(socket.closed())).isEqualTo(4502);
    }
  }

  @Test
  void silence_closes_with_4002() {
    try (var socket = get(Socket.open(node.port()))) {
      assertThat(get(socket.closed())).isEqualTo(4002);
    }
  }

  @Test
  void a_frame_far_over_the_limit_closes_with_1009() {
    try (var socket = get(Socket.ready(node.port(), asha.token()))) {
      socket.sendRaw("{\"type\":\"ping\",\"ref\":\"" + "x".repeat(600_000) + "\"}");

      assertThat(get(socket.closed())).isEqualTo(1009);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "",
        "2026-01-01",
        "2026-13-45T25:61:61.000Z",
        "-999999999-01-01T00:00:00.000Z"
      })
  void a_since_that_is_no_time_closes_with_4500(String since) {
    var frame = new JsonObject().put("type", "authenticate").put("token", asha.token());
    try (var socket = get(Socket.open(node.port()))) {
      socket.sendRaw(frame.put("since", since).encode());

      assertThat(get(socket.closed())).isEqualTo(4500);
      assertThat(socket.frames().getLast().getJsonObject("problem").getInteger("status"))
          .isEqualTo(400);
    }
  }

  @Test
  void open_streams_of_others_are_passed_over() {
    asha.post(node.api(), conversation, "habari");
    var stranger = Person.signUp(node.api());
    try (var socket = get(Socket.open(node.port()))) {
      get(socket.authenticate(stranger.token(), null, Map.of(conversation, 0L, asha.id(), 0L)));

      get(socket.ping());
      assertThat(socket.events()).isEmpty();
    }
  }

  @Test
  void a_hundred_frames_at_once_are_all_answered_in_their_order() {
    try (var socket = get(Socket.ready(node.port(), asha.token()))) {
      List<Future<JsonObject>> answers = new ArrayList<>();
      for (int number = 0; number < 100; number++) {
        answers.add(socket.post(conversation, UUID.randomUUID(), "habari " + number));
      }

      for (int number = 0; number < 100; number++) {
        var message = get(answers.get(number)).getJsonObject("data");
        assertThat(message.getString("text")).isEqualTo("habari " + number);
        assertThat(message.getLong("position")).isEqualTo(number + 1);
      }
    }
  }

  @Test
  void a_foreign_origin_gets_no_socket() {
    assertThat(refusal("http://evil.example")).isEqualTo(403);
    assertThat(refusal("null")).isEqualTo(403);
    get(Socket.open(node.port(), Map.of("Origin", "http://127.0.0.1:" + node.port()), frame -> {}))
        .close();
  }

  private static int refusal(String origin) {
    var status = new int[1];
    assertThatThrownBy(() -> get(Socket.open(node.port(), Map.of("Origin", origin), frame -> {})))
        .isInstanceOfSatisfying(
            UpgradeRejectedException.class, refused -> status[0] = refused.getStatus());
    return status[0];
  }
}
