package io.gumzo.edge;

import static io.gumzo.testing.Futures.get;
import static io.gumzo.testing.SimpleSocket.bearer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.problem.ProblemType;
import io.gumzo.testing.Breaches;
import io.gumzo.testing.RawHttp;
import io.gumzo.testing.SimpleSocket;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the simple socket refuses, and how. */
@ExtendWith({Edge.class, NothingWritten.class, Breaches.class})
class SimpleSocketEdgeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "nonsense",
        "[]",
        "17",
        "null",
        "\"text\"",
        "{}",
        "{\"message\":17}",
        "{\"message\":null}",
        "{\"message\":{}}",
        "{\"text\":\"a\"}",
        "{\"message\":\"\"}",
        "{\"message\":\" \\n\\t\"}",
        "{\"message\":\"a\\u0000b\"}",
        "{\"message\":\"a\\ud83d\"}"
      })
  void what_is_no_message_is_an_error_and_the_socket_goes_on(String text) {
    try (var socket = get(open(Edge.asha().token(), Edge.conversation()))) {
      socket.sendRaw(text);
      await().until(() -> socket.errors().size() == 1);
      assertThat(socket.errors().getFirst()).isNotBlank().doesNotContain("Exception", "io.gumzo");
      socket.sendRaw(text);
      await().until(() -> socket.errors().size() == 2);
    }
  }

  @Test
  void a_message_that_is_too_long_is_an_error() {
    try (var socket = get(open(Edge.asha().token(), Edge.conversation()))) {
      socket.sendRaw("{\"message\":\"%s\"}".formatted("x".repeat(16_001)));
      await().until(() -> socket.errors().size() == 1);
      assertThat(socket.errors().getFirst()).contains("16000");
    }
  }

  @Test
  void a_frame_over_the_limit_or_a_binary_one_is_the_end() {
    var large = get(open(Edge.asha().token(), Edge.conversation()));
    large.sendRaw("{\"message\":\"%s\"}".formatted("x".repeat(262_144)));
    await().until(() -> large.errors().size() == 1);
    assertThat(large.errors().getFirst()).contains("too large", "262144");
    large.sendRaw("{\"message\":\"%s\"}".formatted("x".repeat(2 * 262_144)));
    assertThat(get(large.closed())).isEqualTo(1009);
    var binary = get(open(Edge.asha().token(), Edge.conversation()));
    binary.sendBinary(Buffer.buffer("{\"message\":\"a\"}"));
    assertThat(get(binary.closed())).isEqualTo(1003);
  }

  @Test
  void a_hundred_at_once_are_each_answered() {
    try (var socket = get(open(Edge.asha().token(), Edge.conversation()))) {
      IntStream.range(0, 100).forEach(index -> socket.sendRaw("{\"message\":%d}".formatted(index)));
      await().until(() -> socket.errors().size() == 100);
    }
  }

  @Test
  void a_conversation_of_others_or_of_nobody_is_closed() {
    for (UUID conversation : List.of(Edge.conversation(), UUID.randomUUID())) {
      var socket = get(open(Edge.stranger().token(), conversation));
      assertThat(get(socket.closed())).isEqualTo(4504);
      assertThat(socket.frames()).isEmpty();
    }
  }

  @Test
  void who_cannot_say_who_asks_is_refused() {
    Problems.mustBe(upgrade(Map.of()), ProblemType.UNAUTHENTICATED);
    Problems.mustBe(upgrade(Map.of("Authorization", "Basic YTpi")), ProblemType.UNAUTHENTICATED);
    Problems.mustBe(upgrade(bearer(Edge.tokens().expired(Edge.asha()))), ProblemType.TOKEN_EXPIRED);
    Edge.tokens()
        .forged(Edge.asha())
        .forEach(
            (what, token) -> Problems.mustBe(upgrade(bearer(token)), ProblemType.UNAUTHENTICATED));
    Problems.mustBe(
        upgrade(Map.of("Cookie", cookieName() + "=nonsense", "Origin", origin())),
        ProblemType.SESSION_ENDED);
  }

  @Test
  void a_cookie_counts_only_for_a_page_of_ours() {
    String cookie = cookieName() + "=" + Edge.asha().refreshToken();
    Problems.mustBe(upgrade(Map.of("Cookie", cookie)), ProblemType.FORBIDDEN);
    Problems.mustBe(
        upgrade(Map.of("Cookie", cookie, "Origin", "https://evil.example")), ProblemType.FORBIDDEN);
    try (var socket =
        get(
            SimpleSocket.open(
                Edge.port(), Edge.conversation(), Map.of("Cookie", cookie, "Origin", origin())))) {
      await().until(() -> !socket.texts().isEmpty());
    }
  }

  @Test
  void a_cookie_of_another_server_on_this_host_is_none_of_ours() {
    String foreign = "gumzo_refresh_1=" + Edge.asha().refreshToken();
    Problems.mustBe(
        upgrade(Map.of("Cookie", foreign, "Origin", origin())), ProblemType.UNAUTHENTICATED);
  }

  @Test
  void what_is_no_socket_is_a_problem() {
    String uri = "/ws/userchat/" + Edge.conversation() + "/";
    Problems.mustName(RawHttp.get(Edge.port(), uri), "Upgrade", "websocket");
    Problems.mustBe(
        RawHttp.send(Edge.port(), HttpMethod.POST, uri, Map.of(), null),
        ProblemType.METHOD_NOT_ALLOWED);
    Problems.mustName(
        upgrade("/ws/userchat/nonsense/", bearer(Edge.asha().token())), "conversationId", "format");
    for (String after : List.of("", "-1", "x", "1.5", "1&after=2", "9999999999999999")) {
      Problems.mustName(
          upgrade(uri + "?after=" + after, bearer(Edge.asha().token())), "after", "format");
    }
    Problems.mustBe(
        upgrade(uri, Map.of("Sec-WebSocket-Version", "8")), ProblemType.UPGRADE_REQUIRED);
  }

  private static io.vertx.core.Future<SimpleSocket> open(String token, UUID conversation) {
    return SimpleSocket.open(Edge.port(), conversation, token);
  }

  private static String origin() {
    return "http://127.0.0.1:" + Edge.port();
  }

  private static RawHttp.Response upgrade(Map<String, String> headers) {
    return upgrade("/ws/userchat/" + Edge.conversation() + "/", headers);
  }

  private static RawHttp.Response upgrade(String uri, Map<String, String> headers) {
    var all =
        new HashMap<>(
            Map.of(
                "Connection", "Upgrade",
                "Upgrade", "websocket",
                "Sec-WebSocket-Version", "13",
                "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="));
    all.putAll(headers);
    return RawHttp.send(Edge.port(), HttpMethod.GET, uri, all, null);
  }

  private static String cookieName() {
    return "gumzo_refresh_" + Edge.port();
  }
}
