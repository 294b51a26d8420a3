package io.gumzo.edge;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.problem.ProblemType;
import io.gumzo.testing.Breaches;
import io.gumzo.testing.RawHttp;
import io.gumzo.testing.RawWebSocket;
import io.gumzo.testing.Socket;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends a socket, and the close code that says so; what never becomes one. */
@ExtendWith({Edge.class, NothingWritten.class, Breaches.class})
class SocketCloseTest {
  private static final int LIMIT = 262_144;

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "nonsense", "[]", "17", "\"text\"", "null", "true", "{}}"})
  void what_is_no_frame_is_a_problem_and_the_end(String text) {
    for (Socket socket : newAndReady()) {
      socket.sendRaw(text);
      mustEnd(socket, 4500, ProblemType.MALFORMED_JSON);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"type\":null}",
        "{\"type\":17}",
        "{\"type\":\"surprise\",\"ref\":\"1\"}",
        "{\"type\":\"ready\"}",
        "{\"type\":[\"ping\"],\"ref\":{}}",
        "{\"ref\":\"1\"}"
      })
  void an_unknown_type_is_a_problem_and_the_end(String text) {
    for (Socket socket : newAndReady()) {
      socket.sendRaw(text);
      mustEnd(socket, 4500, ProblemType.INVALID_REQUEST);
      var problem = socket.frames().getLast().getJsonObject("problem");
      Problems.mustName(problem, "type", "enum");
    }
  }

  @Test
  void a_binary_frame_is_the_end() {
    for (Socket socket : newAndReady()) {
      socket.sendBinary(Buffer.buffer("{\"type\":\"ping\",\"ref\":\"1\"}"));
      assertThat(get(socket.closed())).isEqualTo(1003);
    }
  }

  @Test
  void a_frame_over_the_limit_is_the_end_of_who_is_not_signed_in() {
    var socket = get(Socket.open(Edge.port()));
    socket.sendRaw("{\"type\":\"ping\",\"ref\":\"%s\"}".formatted("x".repeat(LIMIT)));
    assertThat(get(socket.closed())).isEqualTo(1009);
  }

  @Test
  void a_frame_over_the_limit_is_answered_by_its_ref_and_the_session_goes_on() {
    try (var socket = get(Socket.ready(Edge.port(), Edge.asha().token()))) {
      String text = "x".repeat(LIMIT);
      socket.sendRaw("{\"text\":\"%s\",\"ref\":\"behind\"}".formatted(text));
      socket.sendRaw("{\"a\":{\"ref\":1},\"ref\":\"before\",\"text\":\"%s\"}".formatted(text));
      socket.sendRaw("{\"ref\":7,\"text\":\"%s\"}".formatted(text));
      socket.sendRaw("[%s".formatted(text));
      get(socket.ping());
      var problems =
          socket.frames().stream()
              .filter(frame -> frame.getString("type").equals("problem"))
              .toList();
      assertThat(problems)
          .extracting(frame -> frame.getString("ref"))
          .containsExactly("behind", "before", null, null);
      problems.forEach(frame -> Problems.mustBeProblem(frame, ProblemType.PAYLOAD_TOO_LARGE));
    }
  }

  @Test
  void a_frame_far_over_the_limit_is_not_taken_in_and_the_client_is_told() {
    for (Socket socket : newAndReady()) {
      socket.sendRaw("{\"type\":\"ping\",\"ref\":\"%s\"}".formatted("x".repeat(40 * LIMIT)));
      assertThat(get(socket.closed())).isEqualTo(1009);
    }
  }

  @Test
  void the_limit_is_in_bytes() {
    var socket = get(Socket.ready(Edge.port(), Edge.asha().token()));
    socket.sendRaw("{\"type\":\"ping\",\"ref\":\"%s\"}".formatted("\u4f60".repeat(LIMIT / 3)));
    get(socket.ping());
    Problems.mustBeProblem(
        socket.frames().get(socket.frames().size() - 2), ProblemType.PAYLOAD_TOO_LARGE);
  }

  @Test
  void fragments_are_one_frame_and_have_one_limit() {
    var socket = get(Socket.ready(Edge.port(), Edge.asha().token()));
    var ping = new JsonObject().put("type", "ping").put("ref", "in-parts").encode();
    socket.sendFragments(
        List.of(ping.substring(0, 5), ping.substring(5, 9), ping.substring(9)), true);
    get(socket.ping());
    assertThat(socket.frames()).anyMatch(frame -> "in-parts".equals(frame.getString("ref")));
    socket.sendFragments(List.of("x".repeat(LIMIT), "x".repeat(LIMIT), "x"), false);
    assertThat(get(socket.closed())).isEqualTo(1009);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ping", "post-message", "mark-read", "read-events"})
  void nothing_comes_before_authenticate(String type) {
    var socket = get(Socket.open(Edge.port()));
    socket.sendRaw(new JsonObject().put("type", type).put("ref", "1").encode());
    assertThat(get(socket.closed())).isEqualTo(4502);
    assertThat(socket.frames()).isEmpty();
  }

  @Test
  void who_never_authenticates_is_not_waited_for() {
    var silent = get(Socket.open(Edge.port()));
    var lively = get(Socket.open(Edge.port()));
    await()
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              lively.pong();
              return lively.closed().isComplete();
            });
    assertThat(get(lively.closed())).isEqualTo(4002);
    assertThat(get(silent.closed())).isEqualTo(4002);
  }

  @Test
  void who_authenticates_wrongly_is_told_the_field() {
    var socket = get(Socket.open(Edge.port()));
    socket.sendRaw("{\"type\":\"authenticate\"}");
    mustEnd(socket, 4500, ProblemType.INVALID_REQUEST);
    var when = get(Socket.open(Edge.port()));
    when.sendRaw(
        new JsonObject()
            .put("type", "authenticate")
            .put("token", Edge.asha().token())
            .put("since", "yesterday")
            .encode());
    mustEnd(when, 4500, ProblemType.INVALID_REQUEST);
    Problems.mustName(when.frames().getLast().getJsonObject("problem"), "since", "pattern");
  }

  @Test
  void an_expired_token_is_told_to_be_expired() {
    var socket = get(Socket.open(Edge.port()));
    socket.sendRaw(authenticate(Edge.tokens().expired(Edge.asha())));
    assertThat(get(socket.closed())).isEqualTo(4001);
  }

  @Test
  void a_forged_token_is_not_valid() {
    Edge.tokens()
        .forged(Edge.asha())
        .forEach(
            (what, token) -> {
              var socket = get(Socket.open(Edge.port()));
              socket.sendRaw(authenticate(token));
              assertThat(get(socket.closed())).as(what).isEqualTo(4503);
            });
  }

  @Test
  void a_session_ends_with_its_token() {
    String token = Edge.tokens().goodFor(Edge.asha(), Duration.ofSeconds(2));
    var socket = get(Socket.ready(Edge.port(), token));
    assertThat(get(socket.closed())).isEqualTo(4001);
  }

  @Test
  void a_page_of_another_origin_opens_no_socket() {
    Problems.mustBe(upgrade(Map.of("Origin", "https://evil.example")), ProblemType.FORBIDDEN);
    Problems.mustBe(upgrade(Map.of("Origin", "null")), ProblemType.FORBIDDEN);
    try (var socket =
        get(
            Socket.open(
                Edge.port(), Map.of("Origin", "http://127.0.0.1:" + Edge.port()), frame -> {}))) {
      get(socket.authenticate(Edge.asha().token(), null, Map.of()));
    }
  }

  @Test
  void only_the_subprotocol_opens_a_socket() {
    Problems.mustName(
        upgrade(Map.of("Sec-WebSocket-Protocol", "gumzo.v0")),
        "Sec-WebSocket-Protocol",
        "protocol");
    Problems.mustName(
        upgrade(Map.of("Sec-WebSocket-Protocol", "")), "Sec-WebSocket-Protocol", "protocol");
    Problems.mustName(RawHttp.get(Edge.port(), "/api/v1/socket"), "Upgrade", "websocket");
    try (var socket =
        RawWebSocket.open(
            Edge.port(),
            "/api/v1/socket",
            Map.of("Sec-WebSocket-Protocol", "other\r\nSec-WebSocket-Protocol: more, gumzo.v1"))) {
      socket.send(RawWebSocket.frame(RawWebSocket.FIN | RawWebSocket.PING, new byte[0]));
      assertThat(socket.read().opcode()).isEqualTo(RawWebSocket.PONG);
      assertThat(socket.head()).contains("sec-websocket-protocol: gumzo.v1\r\n");
    }
  }

  @Test
  void a_handshake_that_is_none_is_refused() {
    for (String version : List.of("0", "7", "8", "12", "14", "99", "13, 8", "")) {
      var refused = upgrade(Map.of("Sec-WebSocket-Version", version));
      Problems.mustBe(refused, ProblemType.UPGRADE_REQUIRED);
      assertThat(refused.header("Sec-WebSocket-Version")).isEqualTo("13");
      assertThat(refused.header("Upgrade")).isEqualTo("websocket");
    }
    for (String key : List.of("", "a", "dGhlIHNhbXBsZSBub25jZQ=", "dGhlIHNhbXBsZQ==", "*")) {
      Problems.mustName(
          upgrade(Map.of("Sec-WebSocket-Key", key)), "Sec-WebSocket-Key", "websocket");
    }
    Problems.mustName(upgrade(Map.of("Upgrade", "h2c, websockets")), "Upgrade", "websocket");
    Problems.mustName(upgrade(Map.of("Connection", "keep-alive")), "Connection", "websocket");
    Problems.mustBe(
        RawHttp.send(
            Edge.port(), HttpMethod.GET, "/api/v1/socket", handshake(), Buffer.buffer("{}")),
        ProblemType.INVALID_REQUEST);
  }

  @Test
  void no_other_method_opens_a_socket() {
    Problems.mustBe(
        RawHttp.send(Edge.port(), HttpMethod.POST, "/api/v1/socket", Map.of(), null),
        ProblemType.METHOD_NOT_ALLOWED);
  }

  private static Map<String, String> handshake() {
    return Map.of(
        "Connection", "Upgrade",
        "Upgrade", "websocket",
        "Sec-WebSocket-Version", "13",
        "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Protocol", "gumzo.v1");
  }

  private static RawHttp.Response upgrade(Map<String, String> headers) {
    var all = new HashMap<>(handshake());
    all.putAll(headers);
    return RawHttp.send(Edge.port(), HttpMethod.GET, "/api/v1/socket", all, null);
  }

  private static List<Socket> newAndReady() {
    return List.of(
        get(Socket.open(Edge.port())), get(Socket.ready(Edge.port(), Edge.asha().token())));
  }

  private static String authenticate(String token) {
    return new JsonObject().put("type", "authenticate").put("token", token).encode();
  }

  private static void mustEnd(Socket socket, int code, ProblemType type) {
    assertThat(get(socket.closed())).isEqualTo(code);
    Problems.mustBeProblem(socket.frames().getLast(), type);
  }
}
