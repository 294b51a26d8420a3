package io.gumzo.edge;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.testing.Admins;
import io.gumzo.testing.ErrorLog;
import io.gumzo.testing.Person;
import io.gumzo.testing.RawWebSocket;
import io.gumzo.testing.SimpleSocket;
import io.gumzo.testing.Stored;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Once a socket is closed by the server, nothing of what its client still sends is done, and the
 * log stays quiet.
 */
@ExtendWith({Edge.class, ErrorLog.class})
class EndedSocketTest {
  private static final int FLOOD = 300;

  private enum Kind {
    GUMZO,
    SIMPLE
  }

  /** What ends somebody's socket, and the code that it closes with. */
  private enum End {
    SIGNED_OUT(4504, (person, socket) -> get(Edge.api().signOut(person.token())).want(204)),
    SUSPENDED(4504, (person, socket) -> Admins.suspend(Edge.node(), person)),
    NOT_THE_SAME_ACCOUNT(
        4503,
        (person, socket) ->
            socket.send(
                RawWebSocket.text(
                    new JsonObject()
                        .put("type", "authenticate")
                        .put("token", Edge.juma().token())
                        .encode()))),
    BINARY(
        1003,
        (person, socket) ->
            socket.send(RawWebSocket.frame(RawWebSocket.FIN | RawWebSocket.BINARY, new byte[1]))),
    PROTOCOL_ERROR(1002, (person, socket) -> socket.send(new byte[] {(byte) 0xf1, (byte) 0x80}));

    private final int code;
    private final BiConsumer<Person, RawWebSocket> action;

    End(int code, BiConsumer<Person, RawWebSocket> action) {
      this.code = code;
      this.action = action;
    }
  }

  static Stream<Arguments> ends() {
    return Stream.of(Kind.values())
        .flatMap(kind -> Stream.of(End.values()).map(end -> Arguments.of(kind, end)));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void nothing_is_stored_after_the_end(Kind kind, End end) {
    var person = Person.signUp(Edge.api());
    UUID conversation = person.conversationWith(Edge.api(), Person.signUp(Edge.api()));
    try (var socket = open(kind, person, conversation)) {
      socket.send(post(kind, conversation, "before"));
      assertThat(socket.read(RawWebSocket.TEXT).text()).contains("before");

      end.action.accept(person, socket);
      assertThat(socket.readCloseCode()).isEqualTo(end.code);
      for (int number = 0; number < FLOOD; number++) {
        socket.send(post(kind, conversation, "after " + number));
      }
      socket.send(RawWebSocket.close(end.code));

      assertThat(socket.read()).isNull();
      assertThat(Stored.stream(Edge.postgresUrl(), conversation)).hasSize(1);
    }
  }

  /**
   * It asks for as much as may be under way and more, so that it is held back when the end comes.
   */
  @ParameterizedTest
  @EnumSource
  void who_is_held_back_is_told_the_end(Kind kind) {
    var person = Person.signUp(Edge.api());
    UUID conversation = person.conversationWith(Edge.api(), Person.signUp(Edge.api()));
    try (var socket = open(kind, person, conversation)) {
      for (int number = 0; number < FLOOD; number++) {
        socket.send(post(kind, conversation, "before " + number));
      }
      get(Edge.api().signOut(person.token())).want(204);
      assertThat(socket.readCloseCode()).isEqualTo(4504);
      int stored = Stored.stream(Edge.postgresUrl(), conversation).size();
      socket.send(RawWebSocket.close(1000));
      assertThat(socket.read()).isNull();
      // Those that were under way when it was signed out.
      assertThat(Stored.stream(Edge.postgresUrl(), conversation).size() - stored).isBetween(0, 32);
    }
  }

  private static RawWebSocket open(Kind kind, Person person, UUID conversation) {
    if (kind == Kind.SIMPLE) {
      return RawWebSocket.open(
          Edge.port(), "/ws/userchat/" + conversation, SimpleSocket.bearer(person.token()));
    }
    var socket =
        RawWebSocket.open(
            Edge.port(), "/api/v1/socket", Map.of("Sec-WebSocket-Protocol", "gumzo.v1"));
    socket.send(
        RawWebSocket.text(
            new JsonObject().put("type", "authenticate").put("token", person.token()).encode()));
    assertThat(socket.read(RawWebSocket.TEXT).text()).contains("\"ready\"");
    return socket;
  }

  private static byte[] post(Kind kind, UUID conversation, String text) {
    var simple = new JsonObject().put("message", text);
    var command =
        new JsonObject()
            .put("type", "post-message")
            .put("ref", "r")
            .put("conversationId", conversation.toString())
            .put("clientId", UUID.randomUUID().toString())
            .put("text", text);
    return RawWebSocket.text((kind == Kind.SIMPLE ? simple : command).encode());
  }
}
