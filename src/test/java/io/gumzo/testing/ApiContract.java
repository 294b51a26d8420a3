package io.gumzo.testing;

import io.gumzo.json.References;
import io.gumzo.json.SchemaErrors;
import io.gumzo.json.Yaml;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** {@code openapi.yaml}, as far as a client checks it: operations and the answers they may give. */
public final class ApiContract {
  private static final ApiContract LOADED = new ApiContract();

  /**
   * @param path with {@code {names}} of parameters
   * @param responses by status or {@code default}
   */
  record Operation(HttpMethod method, String path, Map<String, Response> responses) {}

  /**
   * @param schema null when there is no body
   */
  record Response(String contentType, SchemaErrors schema) {}

  private final Map<String, Operation> operations = new HashMap<>();

  private ApiContract() {
    var contract = Yaml.resource("openapi.yaml");
    String base = contract.getJsonArray("servers").getJsonObject(0).getString("url");
    for (var path : contract.getJsonObject("paths")) {
      for (var method : (JsonObject) path.getValue()) {
        var operation = (JsonObject) method.getValue();
        Map<String, Response> responses = new HashMap<>();
        for (var response : operation.getJsonObject("responses")) {
          responses.put(
              response.getKey(),
              response(References.resolve(contract, (JsonObject) response.getValue())));
        }
        operations.put(
            operation.getString("operationId"),
            new Operation(
                HttpMethod.valueOf(method.getKey().toUpperCase(java.util.Locale.ROOT)),
                base + path.getKey(),
                responses));
      }
    }
  }

  static Operation operation(String id) {
    var operation = LOADED.operations.get(id);
    if (operation == null) {
      throw new IllegalArgumentException("no operation " + id + " in the contract");
    }
    return operation;
  }

  static Set<String> operationIds() {
    return Set.copyOf(LOADED.operations.keySet());
  }

  /**
   * Adds to the {@link Breaches} a status that the contract does not list for the operation. Its
   * {@code default} is for later versions and for defects, so it allows none here.
   */
  public static void checkStatus(String id, int status, Object body) {
    if (!operation(id).responses().containsKey(Integer.toString(status))) {
      Breaches.add(
          "%s answered %d %s: the contract has no such status".formatted(id, status, body));
    }
  }

  /** Adds to the {@link Breaches} whatever the contract does not say of this answer. */
  static void check(String id, Answer answer) {
    checkStatus(id, answer.status(), answer.body());
    var responses = operation(id).responses();
    var response =
        responses.getOrDefault(Integer.toString(answer.status()), responses.get("default"));
    String told = "%s answered %d %s".formatted(id, answer.status(), answer.body());
    if (response.schema() == null) {
      if (!answer.body().isEmpty()) {
        Breaches.add(told + ": the contract has no body");
      }
    } else {
      String type = answer.headers().get("Content-Type");
      if (type == null || !type.startsWith(response.contentType())) {
        Breaches.add("%s: want %s, have %s".formatted(told, response.contentType(), type));
      }
      var errors = response.schema().of(answer.body());
      if (!errors.isEmpty()) {
        Breaches.add(told + ": " + errors);
      }
    }
  }

  private static Response response(JsonObject response) {
    if (!response.containsKey("content")) {
      return new Response("", null);
    }
    var content = response.getJsonObject("content").iterator().next();
    var schema = ((JsonObject) content.getValue()).getJsonObject("schema");
    return new Response(content.getKey(), schema(schema));
  }

  /**
   * @param schema in OpenAPI 3.0's words, without references
   */
  public static SchemaErrors schema(JsonObject schema) {
    return new SchemaErrors((JsonObject) plain(schema));
  }

  /** OpenAPI 3.0's {@code nullable} in JSON Schema's own words. */
  private static Object plain(Object part) {
    if (part instanceof JsonArray array) {
      var copy = new JsonArray();
      array.forEach(each -> copy.add(plain(each)));
      return copy;
    }
    if (!(part instanceof JsonObject object)) {
      return part;
    }
    var copy = new JsonObject();
    object.forEach(entry -> copy.put(entry.getKey(), plain(entry.getValue())));
    if (Boolean.TRUE.equals(copy.remove("nullable"))) {
      return new JsonObject()
          .put("anyOf", new JsonArray().add(copy).add(new JsonObject().put("type", "null")));
    }
    return copy;
  }
}
