package io.gumzo.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.json.References;
import io.gumzo.json.SchemaErrors;
import io.gumzo.json.Yaml;
import io.gumzo.problem.ProblemType;
import io.gumzo.testing.RawHttp.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What every refusal must be. */
final class Problems {
  private static final SchemaErrors SCHEMA = schema();
  private static final Pattern INSIDES =
      Pattern.compile(
          "Exception|\\bat [a-z]+\\.|(?:io|java|com|org)\\.[a-z]+\\.|Caused by|SELECT |INSERT |PgE");

  private Problems() {}

  /** A problem of the catalogue, told as the contract says; its JSON. */
  static JsonObject mustBeProblem(Response response) {
    var problem = response.json();
    assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(SCHEMA.of(problem)).as("breaches of the schema Problem in %s", problem).isEmpty();
    var type = typeOf(problem);
    assertThat(response.status()).isEqualTo(type.status()).isBetween(400, 499);
    assertThat(problem.getInteger("status")).isEqualTo(type.status());
    assertThat(problem.getString("title")).isEqualTo(type.title());
    assertThat(problem.getString("requestId"))
        .isNotBlank()
        .isEqualTo(response.header("X-Request-Id"));
    assertThat(response.header("Cache-Control")).as("Cache-Control").isEqualTo("no-store");
    mustTellNothingInside(problem);
    return problem;
  }

  static JsonObject mustBe(Response response, ProblemType type) {
    var problem = mustBeProblem(response);
    assertThat(typeOf(problem)).as("%s", problem).isEqualTo(type);
    return problem;
  }

  /** The request is not valid, and that field breaks that rule. */
  static void mustName(Response response, String field, String rule) {
    mustName(mustBe(response, ProblemType.INVALID_REQUEST), field, rule);
  }

  static void mustName(JsonObject problem, String field, String rule) {
    assertThat(errors(problem))
        .as("%s", problem)
        .anyMatch(
            error ->
                error.getString("rule").equals(rule)
                    && (error.getString("field").equals(field)
                        || error.getString("field").startsWith(field + ".")))
        .allSatisfy(error -> assertThat(error.getString("message")).isNotBlank());
  }

  /** Of a frame: there is no header to compare with. */
  static JsonObject mustBeProblem(JsonObject frame, ProblemType wanted) {
    var problem = frame.getJsonObject("problem");
    assertThat(problem).as("%s", frame).isNotNull();
    assertThat(typeOf(problem)).as("%s", frame).isEqualTo(wanted);
    mustTellNothingInside(problem);
    return problem;
  }

  static void mustTellNothingInside(JsonObject problem) {
    assertThat(INSIDES.matcher(problem.encode()).find())
        .as("what is inside shows in %s", problem)
        .isFalse();
  }

  private static ProblemType typeOf(JsonObject problem) {
    return Arrays.stream(ProblemType.values())
        .filter(type -> type.uri().equals(problem.getString("type")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("of no known type: " + problem));
  }

  private static List<JsonObject> errors(JsonObject problem) {
    return problem.getJsonArray("errors", new JsonArray()).stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private static SchemaErrors schema() {
    var contract = Yaml.resource("openapi.yaml");
    return new SchemaErrors(
        References.resolve(
            contract,
            contract
                .getJsonObject("components")
                .getJsonObject("schemas")
                .getJsonObject("Problem")));
  }
}
