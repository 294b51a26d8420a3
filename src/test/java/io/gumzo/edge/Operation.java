package io.gumzo.edge;

import io.gumzo.json.References;
import io.gumzo.json.Yaml;
import io.gumzo.testing.ApiContract;
import io.gumzo.testing.Futures;
import io.gumzo.testing.Person;
import io.gumzo.testing.RawHttp;
import io.gumzo.testing.RawHttp.Response;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One operation of {@code openapi.yaml}, without references. Tests that go through {@link #all}
 * cover an operation that is added later by themselves.
 */
record Operation(String id, HttpMethod method, String path, JsonObject model, boolean secured) {
  private static final JsonObject CONTRACT = Yaml.resource("openapi.yaml");

  static Stream<Operation> all() {
    String base = CONTRACT.getJsonArray("servers").getJsonObject(0).getString("url");
    List<Operation> operations = new ArrayList<>();
    for (var path : CONTRACT.getJsonObject("paths")) {
      for (var method : (JsonObject) path.getValue()) {
        var model = References.resolve(CONTRACT, (JsonObject) method.getValue());
        operations.add(
            new Operation(
                model.getString("operationId"),
                HttpMethod.valueOf(method.getKey().toUpperCase(Locale.ROOT)),
                base + path.getKey(),
                model,
                !model.getJsonArray("security", new JsonArray().add("bearer")).isEmpty()));
      }
    }
    return operations.stream();
  }

  /** Those whose body is JSON. */
  static Stream<Operation> withBody() {
    return all().filter(Operation::hasJsonBody);
  }

  static Stream<Operation> withParameters() {
    return all().filter(operation -> !operation.parameters().isEmpty());
  }

  static Stream<Operation> ofSomebody() {
    return all().filter(Operation::secured);
  }

  boolean forAdmins() {
    return "admin".equals(model.getString("x-role"));
  }

  Set<String> statuses() {
    return model.getJsonObject("responses").fieldNames();
  }

  boolean hasBody() {
    return model.containsKey("requestBody");
  }

  boolean onlyReads() {
    return method.equals(HttpMethod.GET);
  }

  /** Somebody who may ask it. */
  Person asker() {
    return forAdmins() ? Edge.admin() : Edge.asha();
  }

  List<JsonObject> parameters() {
    return model.getJsonArray("parameters", new JsonArray()).stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  JsonObject bodySchema() {
    return content().getJsonObject("schema");
  }

  /** The contract's own example, about things that exist here; null without a body. */
  JsonObject goodBody() {
    if (!hasJsonBody()) {
      return null;
    }
    var body = content().getJsonObject("example").copy();
    if (body.containsKey("accountId")) {
      body.put("accountId", Edge.juma().id().toString());
    }
    if (body.containsKey("clientId")) {
      body.put("clientId", UUID.randomUUID().toString());
    }
    return body;
  }

  /** Sends it right in every respect but the body. */
  Response sendBody(Buffer body) {
    return Futures.get(askBody(body));
  }

  /** As {@link #sendBody}, without waiting. */
  Future<Response> askBody(Buffer body) {
    return ask(Map.of(), Edge.asha().token(), Map.of("Content-Type", "application/json"), body);
  }

  /**
   * @param parameters in place of those that are right
   * @param token null for none
   */
  Response send(
      Map<String, String> parameters, String token, Map<String, String> headers, Buffer body) {
    return Futures.get(ask(parameters, token, headers, body));
  }

  /** As {@link #send}, without waiting. */
  Future<Response> ask(
      Map<String, String> parameters, String token, Map<String, String> headers, Buffer body) {
    var all = new HashMap<>(headers);
    if (token != null && secured) {
      all.put("Authorization", "Bearer " + token);
    }
    return RawHttp.ask(Edge.port(), method, uri(parameters), all, body)
        .onSuccess(response -> ApiContract.checkStatus(id, response.status(), response.body()));
  }

  /** As the contract's example. */
  Future<Response> askGood(String token, Map<String, String> parameters) {
    return ask(token, parameters, goodBody());
  }

  /** As the contract's example, but about that person. */
  Future<Response> askAbout(UUID account, String token, Map<String, String> parameters) {
    var body = goodBody();
    if (body != null && body.containsKey("accountId")) {
      body.put("accountId", account.toString());
    }
    var all = new HashMap<>(parameters);
    all.put("accountId", account.toString());
    return ask(token, all, body);
  }

  private Future<Response> ask(String token, Map<String, String> parameters, JsonObject body) {
    return body == null
        ? askOther(token, parameters)
        : ask(parameters, token, Map.of("Content-Type", "application/json"), body.toBuffer());
  }

  /** Without a body, or with one that is not JSON. */
  private Future<Response> askOther(String token, Map<String, String> parameters) {
    if (!hasBody()) {
      return ask(parameters, token, Map.of(), null);
    }
    var content = model.getJsonObject("requestBody").getJsonObject("content");
    String type = content.fieldNames().iterator().next();
    String example = content.getJsonObject(type).getString("example");
    return ask(parameters, token, Map.of("Content-Type", type), Buffer.buffer(example));
  }

  /**
   * Parameters that no path has go into the query, those of other paths nowhere; values are already
   * encoded.
   */
  String uri(Map<String, String> parameters) {
    Map<String, String> ofPaths =
        Map.of(
            "accountId", Edge.juma().id().toString(),
            "conversationId", Edge.conversation().toString(),
            "invitationId", new UUID(0, 1).toString(),
            "messageId", Edge.message().toString(),
            "username", Edge.juma().username(),
            "pictureId", "7-QQ",
            "size", "256",
            "sessionId", new UUID(0, 1).toString(), // nobody's: Asha is to stay signed in
            "streamId", Edge.conversation().toString());
    Map<String, String> values = new HashMap<>(ofPaths);
    values.putAll(parameters);
    String uri = path;
    var query = new ArrayList<String>();
    for (var value : values.entrySet()) {
      String place = "{" + value.getKey() + "}";
      if (path.contains(place)) {
        uri = uri.replace(place, value.getValue());
      } else if (!ofPaths.containsKey(value.getKey())) {
        query.add(value.getKey() + "=" + value.getValue());
      }
    }
    return query.isEmpty() ? uri : uri + "?" + String.join("&", query);
  }

  boolean hasJsonBody() {
    return hasBody() && content() != null;
  }

  private JsonObject content() {
    return model
        .getJsonObject("requestBody")
        .getJsonObject("content")
        .getJsonObject("application/json");
  }

  @Override
  public String toString() {
    return id;
  }
}
