package io.gumzo.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.problem.ProblemType;
import io.gumzo.testing.RawHttp.Response;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation with a body, with every body that its schema forbids. */
@ExtendWith({Edge.class, NothingWritten.class})
class BadBodyTest {
  private static final String OPERATIONS = "io.gumzo.edge.Operation#withBody";

  @ParameterizedTest
  @MethodSource(OPERATIONS)
  void a_field_that_breaks_a_rule_is_named_with_the_rule(Operation operation) {
    var many = new Many();
    for (var bad : BadValue.of(operation.bodySchema(), operation.goodBody(), Set.of())) {
      many.add(
          bad.what(),
          operation.askBody(bad.body().toBuffer()),
          response -> Problems.mustName(response, bad.field(), bad.rule()));
    }
    many.check();
  }

  @Test
  void a_whole_number_may_be_written_in_any_form_of_json() {
    var many = new Many();
    Operation.withBody()
        .filter(operation -> !operation.forAdmins())
        .forEach(
            operation ->
                BadValue.wholeNumbers(operation.bodySchema(), operation.goodBody())
                    .forEach(
                        body ->
                            many.add(
                                operation + " " + body.encode(),
                                operation.askBody(body.toBuffer()),
                                response -> assertThat(response.status()).isEqualTo(200))));
    many.check();
  }

  @ParameterizedTest
  @MethodSource(OPERATIONS)
  void a_body_that_is_not_json_is_malformed(Operation operation) {
    var many = new Many();
    for (String body :
        List.of(
            "",
            "{",
            "{\"a\":}",
            "nonsense",
            "{\"a\":1}}",
            "{'a':1}",
            "{\"text\":\"\u0001\"}",
            "[".repeat(20_000),
            "{\"a\":" + "9".repeat(5_000) + "}")) {
      many.add(
          "%.40s".formatted(body),
          operation.askBody(Buffer.buffer(body)),
          response -> Problems.mustBe(response, ProblemType.MALFORMED_JSON));
    }
    var notUtf8 = Buffer.buffer("{\"text\":\"").appendByte((byte) 0xC3).appendString("(\"}");
    many.add(
        "not UTF-8",
        operation.askBody(notUtf8),
        response -> Problems.mustBe(response, ProblemType.MALFORMED_JSON));
    many.check();
  }

  @ParameterizedTest
  @MethodSource(OPERATIONS)
  void json_that_is_no_object_is_told_to_be_one(Operation operation) {
    var many = new Many();
    for (String body : List.of("[]", "\"text\"", "17", "true", "null")) {
      many.add(
          body,
          operation.askBody(Buffer.buffer(body)),
          response -> Problems.mustName(response, "", "type"));
    }
    many.check();
  }

  @ParameterizedTest
  @MethodSource(OPERATIONS)
  void another_content_type_is_not_supported(Operation operation) {
    var many = new Many();
    for (String type :
        List.of("text/plain", "application/xml", "multipart/form-data; boundary=x", "nonsense")) {
      many.add(
          type,
          ask(operation, Map.of("Content-Type", type)),
          response -> Problems.mustBe(response, ProblemType.UNSUPPORTED_MEDIA_TYPE));
    }
    many.add(
        "none",
        ask(operation, Map.of()),
        response -> Problems.mustBe(response, ProblemType.UNSUPPORTED_MEDIA_TYPE));
    many.check();
  }

  @ParameterizedTest
  @MethodSource(OPERATIONS)
  void a_body_over_the_limit_is_too_large_and_the_limit_is_told(Operation operation) {
    var body = operation.goodBody().put("surprise", "x".repeat(Edge.MAX_BODY_BYTES)).toBuffer();
    var problem = Problems.mustBe(operation.sendBody(body), ProblemType.PAYLOAD_TOO_LARGE);
    assertThat(problem.getString("detail")).contains(Integer.toString(Edge.MAX_BODY_BYTES));
  }

  @ParameterizedTest
  @MethodSource(OPERATIONS)
  void a_text_that_is_no_text_is_refused(Operation operation) {
    var many = new Many();
    for (String field : texts(operation)) {
      for (String text :
          List.of("habari\\u0000yako", "habari\\ud83d", "\\udc00habari", "\\ud800\\ud800abcd")) {
        many.add(
            field + ": " + text,
            operation.askBody(with(operation, field, text)),
            Problems::mustBeProblem);
      }
    }
    many.check();
  }

  private static Future<Response> ask(Operation operation, Map<String, String> headers) {
    return operation.ask(Map.of(), Edge.asha().token(), headers, operation.goodBody().toBuffer());
  }

  private static List<String> texts(Operation operation) {
    return operation.bodySchema().getJsonObject("properties").stream()
        .filter(property -> ((JsonObject) property.getValue()).getString("type").equals("string"))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The escape sequences reach the server as they are. */
  private static Buffer with(Operation operation, String field, String escaped) {
    var body = operation.goodBody().put(field, "@");
    return Buffer.buffer(body.encode().replace("\"@\"", "\"" + escaped + "\""));
  }
}
