package io.gumzo.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.problem.ProblemType;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation with parameters, with every value that their schemas forbid. */
@ExtendWith({Edge.class, NothingWritten.class})
class BadParameterTest {
  @ParameterizedTest
  @MethodSource("io.gumzo.edge.Operation#withParameters")
  void a_parameter_that_breaks_a_rule_is_named(Operation operation) {
    var many = new Many();
    for (JsonObject parameter : operation.parameters()) {
      String name = parameter.getString("name");
      for (String value : forbidden(parameter.getJsonObject("schema"))) {
        many.add(
            "%s=%.60s".formatted(name, value),
            operation.askGood(operation.asker().token(), Map.of(name, value)),
            response ->
                assertThat(
                        Problems.mustBe(response, ProblemType.INVALID_REQUEST)
                            .getJsonArray("errors", new JsonArray()))
                    .as("%s", response.body())
                    .anyMatch(error -> ((JsonObject) error).getString("field").equals(name)));
      }
    }
    many.check();
  }

  @ParameterizedTest
  @MethodSource("io.gumzo.edge.Operation#withParameters")
  void what_is_no_parameter_at_all_is_refused(Operation operation) {
    var many = new Many();
    for (JsonObject parameter : operation.parameters()) {
      String name = parameter.getString("name");
      for (String value : List.of("%zz", "%", "%C3%28%")) {
        many.add(
            name + "=" + value,
            operation.askGood(operation.asker().token(), Map.of(name, value)),
            response -> Problems.mustBe(response, ProblemType.INVALID_REQUEST));
      }
    }
    many.check();
  }

  @Test
  void a_parameter_that_no_operation_names_is_refused_with_its_name() {
    var many = new Many();
    Operation.all()
        .forEach(
            operation -> {
              String token = operation.asker().token();
              many.add(
                  operation + " unknown",
                  operation.askGood(token, Map.of("surprise", "1")),
                  response -> {
                    if (!operation.hasBody() || operation.hasJsonBody()) {
                      Problems.mustName(response, "surprise", "unknown");
                    }
                    Problems.mustBeProblem(response);
                  });
              many.add(
                  operation + " unknown, in a body that is none",
                  operation.ask(
                      Map.of("surprise", "1"),
                      token,
                      Map.of("Content-Type", "application/json"),
                      Buffer.buffer("[]")),
                  response -> {
                    if (operation.hasJsonBody()) {
                      Problems.mustName(response, "", "type");
                    }
                    Problems.mustBeProblem(response);
                  });
            });
    many.check();
  }

  @Test
  void a_parameter_that_is_given_twice_is_refused() {
    var many = new Many();
    queries(
        (operation, parameter) -> {
          String name = parameter.getString("name");
          String value = good(parameter);
          many.add(
              operation + " " + name,
              operation.askGood(
                  operation.asker().token(), Map.of(name, value + "&" + name + "=" + value)),
              response -> Problems.mustName(response, name, "repeated"));
        });
    many.check();
  }

  @Test
  void a_whole_number_may_be_written_in_any_form_of_json() {
    var many = new Many();
    queries(
        (operation, parameter) -> {
          if (!parameter.getJsonObject("schema").getString("type").equals("integer")) {
            return;
          }
          String name = parameter.getString("name");
          for (String ten : List.of("10", "10.0", "1e1", "1.0E%2B1", "100e-1", "10.000e0")) {
            many.add(
                operation + " " + name + "=" + ten,
                operation.askGood(operation.asker().token(), Map.of(name, ten)),
                response -> assertThat(response.status()).isEqualTo(200));
          }
          for (String none : List.of("1.5", "1e-1", "1e400", "1e99999999999", "010", "+1", "1.")) {
            many.add(
                operation + " " + name + "=" + none,
                operation.askGood(operation.asker().token(), Map.of(name, none)),
                response -> Problems.mustName(response, name, "type"));
          }
        });
    many.check();
  }

  private static void queries(BiConsumer<Operation, JsonObject> each) {
    Operation.withParameters()
        .forEach(
            operation ->
                operation.parameters().stream()
                    .filter(parameter -> parameter.getString("in").equals("query"))
                    .forEach(parameter -> each.accept(operation, parameter)));
  }

  private static String good(JsonObject parameter) {
    var schema = parameter.getJsonObject("schema");
    return schema.containsKey("enum")
        ? schema.getJsonArray("enum").getString(0)
        : schema.getString("type").equals("integer") ? "1" : "2026-01-02T03:04:05Z";
  }

  @ParameterizedTest
  @MethodSource("pages")
  void a_cursor_of_somebody_elses_making_is_refused(Operation operation) {
    var many = new Many();
    for (String cursor : cursors()) {
      many.add(
          "%.60s".formatted(cursor),
          operation.askGood(operation.asker().token(), Map.of("cursor", cursor)),
          response -> Problems.mustName(response, "cursor", "cursor"));
    }
    many.check();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void a_cursor_beyond_all_bounds_gives_an_answer(Operation operation) {
    var many = new Many();
    for (String cursor : unlikelyCursors()) {
      many.add(
          "%.60s".formatted(cursor),
          operation.askGood(operation.asker().token(), Map.of("cursor", cursor)),
          response -> assertThat(response.status()).isIn(200, 400));
    }
    many.check();
  }

  static Stream<Operation> pages() {
    return Operation.all()
        .filter(
            operation ->
                operation.parameters().stream()
                    .anyMatch(parameter -> parameter.getString("name").equals("cursor")));
  }

  private static List<String> forbidden(JsonObject schema) {
    var values = new ArrayList<String>();
    if ("uuid".equals(schema.getString("format"))) {
      values.addAll(
          List.of(
              "not-a-uuid",
              "01980000-0000-7000-8000",
              "zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz",
              "%00",
              "1%27%20OR%20%271%27=%271",
              UUID.randomUUID() + "0",
              "a".repeat(3_000)));
    } else if (schema.getString("type").equals("integer")) {
      values.addAll(
          List.of(
              "x", "1.5", "true", "0x10", "1e400", "9".repeat(30), "-" + "9".repeat(30), "%00"));
      values.add(Long.toString(schema.getLong("minimum") - 1));
      values.add(Long.toString(schema.getLong("maximum") + 1));
      values.add(Long.toString(Long.MIN_VALUE));
      values.add(Long.toString(Long.MAX_VALUE));
    } else if (schema.containsKey("enum")) {
      values.addAll(List.of("surprise", ""));
    } else {
      values.add("x".repeat(schema.getInteger("maxLength") + 1));
    }
    return values;
  }

  private static List<String> cursors() {
    return List.of(
        "garbage",
        "!!!",
        "AAAA",
        "%00",
        encoded(""),
        encoded("null"),
        encoded("{}"),
        encoded("[]"),
        encoded("[0,0,\"a\"]"),
        encoded("[99,0,\"a\",\"b\"]"),
        encoded("[-1,0,\"a\",\"b\"]"),
        encoded("[0,0,null,null]"),
        encoded("[0,0,\"\\u0000\",\"b\"]"),
        encoded("[\"0\",\"0\",\"a\",\"b\"]"),
        encoded("2026-01-02T03:04:05Z"),
        encoded("2026-01-02T03:04:05Z not-a-uuid"),
        encoded("tomorrow " + UUID.randomUUID()));
  }

  /** Of the right form, but not of a page that there was. */
  private static List<String> unlikelyCursors() {
    return List.of(
        encoded("[0,0,\"\\ud800\",\"\\udc00\"]"),
        encoded("[0,1e300,\"a\",\"b\"]"),
        encoded("[0,99999999999999999999,\"a\",\"b\"]"),
        encoded("[4,-2147483648,\"a\",\"b\"]"),
        encoded("+1000000000-12-31T23:59:59.999999999Z " + UUID.randomUUID()),
        encoded("-1000000000-01-01T00:00:00Z " + UUID.randomUUID()),
        encoded("1970-01-01T00:00:00Z " + UUID.randomUUID()));
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
