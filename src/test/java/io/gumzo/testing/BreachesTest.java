package io.gumzo.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks that all tests lean on find something. */
class BreachesTest {
  private static final String ID = UUID.randomUUID().toString();
  private static final String ACCOUNT =
      """
      {"id":"%s","username":"asha","displayName":"asha","picture":"/p","revision":0,"createdAt":"2026-01-02T03:04:05.678Z"}
      """
          .formatted(ID);

  @Test
  void frames_and_answers_of_the_contract_pass() {
    FrameContract.FRAMES.check("{\"type\":\"ok\",\"ref\":\"r1\"}");
    FrameContract.FRAMES.check(conversationAdded("null"));
    FrameContract.COMMANDS.check("{\"type\":\"ping\",\"ref\":\"r1\"}");
    FrameContract.SIMPLE_FRAMES.check("{\"error\":\"no\"}");
    ApiContract.check(
        "getAccount", answer(200, "application/json", ACCOUNT.replace("}", ",\"about\":\"\"}")));
    ApiContract.check(
        "listAccounts",
        answer(200, "application/json", "{\"items\":[%s],\"next\":null}".formatted(ACCOUNT)));

    assertThatCode(Breaches::mustBeNone).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not JSON",
        "[]",
        "{\"type\":\"surprise\"}",
        "{\"type\":\"ok\"}",
        "{\"type\":\"ok\",\"ref\":7}",
        "{\"type\":\"ok\",\"ref\":\"r1\",\"extra\":1}",
        "{\"type\":\"drain\",\"afterMillis\":-1}"
      })
  void a_frame_beside_the_contract_is_found(String frame) {
    FrameContract.FRAMES.check(frame);

    mustBeFound();
  }

  @Test
  void a_frame_is_checked_inside_as_well() {
    FrameContract.FRAMES.check(conversationAdded("{}"));

    mustBeFound();
  }

  @Test
  void an_answer_beside_the_contract_is_found() {
    var json = "application/json";
    for (var answer :
        List.of(
            answer(200, json, "{}"),
            answer(200, json, ACCOUNT.replace(ID, "7")),
            answer(200, "text/html", ACCOUNT),
            answer(202, json, ACCOUNT),
            answer(404, json, "{\"type\":\"x\",\"title\":\"x\",\"status\":404}"),
            answer(500, "application/problem+json", "{\"error\":\"x\"}"))) {
      ApiContract.check("getAccount", answer);

      mustBeFound();
    }
  }

  private static void mustBeFound() {
    assertThatThrownBy(Breaches::mustBeNone).isInstanceOf(AssertionError.class);
    assertThatCode(Breaches::mustBeNone).doesNotThrowAnyException();
  }

  private static Answer answer(int status, String type, String body) {
    return new Answer(
        status, MultiMap.caseInsensitiveMultiMap().add("Content-Type", type), new JsonObject(body));
  }

  private static String conversationAdded(String lastMessage) {
    return """
        {"type":"conversation-added","stream":"%1$s","position":1,
         "at":"2026-01-02T03:04:05.678Z",
         "data":{"id":"%1$s","kind":"one-to-one","members":[{"account":%2$s,"role":"member"}],
          "head":0,"messageCount":0,"lastMessage":%3$s,"lastActivityAt":"2026-01-02T03:04:05.678Z",
          "readPosition":0,"readNumber":0,"unread":0,"mayPost":true,"accepted":true,"createdAt":"2026-01-02T03:04:05.678Z"}}
        """
        .formatted(ID, ACCOUNT, lastMessage);
  }
}
