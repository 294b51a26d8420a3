package io.gumzo.edge;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.gumzo.json.References;
import io.gumzo.json.Yaml;
import io.gumzo.problem.ProblemType;
import io.gumzo.testing.Breaches;
import io.gumzo.testing.Socket;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command of {@code asyncapi.yaml}, with everything that its schema forbids. */
@ExtendWith({Edge.class, NothingWritten.class, Breaches.class})
class SocketCommandTest {
  /** One type of command. */
  record Command(String type, JsonObject schema) {
    JsonObject good(String ref) {
      var frame = new JsonObject().put("type", type).put("ref", ref);
      for (Object required : schema.getJsonArray("required")) {
        switch ((String) required) {
          case "type", "ref" -> {}
          case "token" -> frame.put("token", Edge.asha().token());
          case "conversationId", "stream" -> frame.put((String) required, Edge.conversation() + "");
          case "clientId" -> frame.put("clientId", UUID.randomUUID().toString());
          case "text" -> frame.put("text", "Habari?");
          case "position", "after" -> frame.put((String) required, 0);
          default -> throw new AssertionError("say what is a good " + required);
        }
      }
      return frame;
    }

    @Override
    public String toString() {
      return type;
    }
  }

  static Stream<Command> commands() {
    var contract = Yaml.resource("asyncapi.yaml");
    return References.resolve(
            contract, contract.getJsonObject("operations").getJsonObject("receiveCommand"))
        .getJsonArray("messages")
        .stream()
        .map(message -> ((JsonObject) message).getJsonObject("payload"))
        .map(
            schema ->
                new Command(
                    schema.getJsonObject("properties").getJsonObject("type").getString("const"),
                    schema));
  }

  static Stream<Command> ofConversations() {
    return commands()
        .filter(
            command ->
                command.schema().getJsonObject("properties").containsKey("conversationId")
                    || command.schema().getJsonObject("properties").containsKey("stream"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void a_field_that_breaks_a_rule_is_named_and_the_session_goes_on(Command command) {
    try (var socket = get(Socket.ready(Edge.port(), Edge.asha().token()))) {
      var bad = BadValue.of(command.schema(), command.good("good"), Set.of("type"));
      for (int index = 0; index < bad.size(); index++) {
        var frame = bad.get(index).body();
        if (!bad.get(index).field().equals("ref")) {
          frame.put("ref", "bad-" + index);
        }
        socket.sendRaw(frame.encode());
      }
      get(socket.ping());
      assertAll(
          Stream.iterate(0, index -> index + 1)
              .limit(bad.size())
              .map(index -> () -> mustBeNamed(socket, bad.get(index), "bad-" + index)));
    }
  }

  @Test
  void a_whole_number_may_be_written_in_any_form_of_json() {
    try (var socket = get(Socket.ready(Edge.port(), Edge.asha().token()))) {
      var frames =
          commands()
              .flatMap(
                  command -> BadValue.wholeNumbers(command.schema(), command.good("")).stream())
              .toList();
      assertThat(frames).isNotEmpty();
      for (int index = 0; index < frames.size(); index++) {
        socket.sendRaw(frames.get(index).put("ref", "whole-" + index).encode());
        assertThat(answer(socket, "whole-" + index).getString("type"))
            .as(frames.get(index).encode())
            .isEqualTo("ok");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ofConversations")
  void a_conversation_of_others_is_closed(Command command) {
    for (JsonObject frame : List.of(command.good("other"), elsewhere(command.good("other")))) {
      try (var socket = get(Socket.ready(Edge.port(), Edge.stranger().token()))) {
        socket.sendRaw(frame.encode());
        Problems.mustBeProblem(answer(socket, "other"), ProblemType.NOT_A_MEMBER);
        get(socket.ping());
      }
    }
  }

  @Test
  void texts_that_are_no_texts_are_refused() {
    try (var socket = get(Socket.ready(Edge.port(), Edge.asha().token()))) {
      for (String text : List.of("a\\u0000b", "a\\ud83d", "\\udc00a")) {
        var frame = commands().filter(each -> each.type.equals("post-message")).findFirst();
        socket.sendRaw(
            frame
                .orElseThrow()
                .good(text.replace("\\", ""))
                .put("text", "@")
                .encode()
                .replace("\"@\"", "\"" + text + "\""));
        Problems.mustName(
            Problems.mustBeProblem(
                answer(socket, text.replace("\\", "")), ProblemType.INVALID_REQUEST),
            "text",
            text.contains("0000") ? "nul" : "unicode");
      }
    }
  }

  @Test
  void what_comes_right_behind_authenticate_is_answered_after_ready() {
    try (var socket = get(Socket.open(Edge.port()))) {
      socket.send(authenticate(Edge.asha().token(), "first"));
      socket.send(authenticate(Edge.asha().token(), "second"));
      assertThat(get(socket.readEvents(Edge.conversation(), 0)).getString("type")).isEqualTo("ok");
      assertThat(socket.frames())
          .extracting(frame -> frame.getString("type"))
          .containsExactly("ready", "ok", "ok");
      assertThat(answer(socket, "second").getString("type")).isEqualTo("ok");
    }
  }

  @Test
  void streams_to_replay_that_are_others_are_passed_over() {
    try (var socket = get(Socket.open(Edge.port()))) {
      var ready =
          get(
              socket.authenticate(
                  Edge.stranger().token(),
                  null,
                  Map.of(Edge.conversation(), 0L, UUID.randomUUID(), 0L, Edge.juma().id(), 0L)));
      assertThat(ready.getString("accountId")).isEqualTo(Edge.stranger().id().toString());
      get(socket.ping());
      assertThat(socket.events()).isEmpty();
    }
  }

  @Test
  void a_fresh_token_extends_the_session_and_that_of_another_ends_it() {
    var late = Edge.asha();
    try (var socket = get(Socket.ready(Edge.port(), late.token()))) {
      socket.send(authenticate(late.token(), "mine"));
      assertThat(answer(socket, "mine").getString("type")).isEqualTo("ok");
      socket.send(authenticate(Edge.juma().token(), "another"));
      assertThat(get(socket.closed())).isEqualTo(4503);
    }
  }

  private static JsonObject authenticate(String token, String ref) {
    return new JsonObject().put("type", "authenticate").put("token", token).put("ref", ref);
  }

  private static JsonObject elsewhere(JsonObject frame) {
    Consumer<String> replace =
        field -> {
          if (frame.containsKey(field)) {
            frame.put(field, UUID.randomUUID().toString());
          }
        };
    replace.accept("conversationId");
    replace.accept("stream");
    return frame;
  }

  private static void mustBeNamed(Socket socket, BadValue bad, String ref) {
    if (bad.field().equals("ref")) {
      assertThat(socket.frames())
          .as(bad.what())
          .filteredOn(frame -> frame.getString("type").equals("problem"))
          .filteredOn(frame -> !frame.containsKey("ref"))
          .anySatisfy(
              frame -> Problems.mustName(frame.getJsonObject("problem"), "ref", bad.rule()));
    } else {
      var problem = Problems.mustBeProblem(answer(socket, ref), ProblemType.INVALID_REQUEST);
      Problems.mustName(problem, bad.field(), bad.rule());
    }
  }

  private static JsonObject answer(Socket socket, String ref) {
    return await()
        .until(
            () ->
                socket.frames().stream()
                    .filter(frame -> Objects.equals(frame.getString("ref"), ref))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }
}
