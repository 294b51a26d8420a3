package io.gumzo.http;

import io.gumzo.json.QuickCheck;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One operation of the contract, as far as its requests can be checked quickly. It reads a request
 * that certainly keeps the contract, and no other: whatever is encoded, repeated or in any other
 * way not plain is left to the contract's router.
 *
 * @param steps of the path; a place for a parameter is {@code {its name}}
 * @param body null when there is none
 */
record QuickOperation(
    List<String> steps,
    Map<String, Parameter> parameters,
    Predicate<Object> body,
    boolean secured,
    RouteTable.Entry entry) {

  private static final Set<String> PLAIN_KEYS =
      Set.of("name", "in", "required", "schema", "description");

  private static final Set<String> TYPES = Set.of("string", "integer");
  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
  private static final Pattern PLAIN_QUERY = Pattern.compile("[A-Za-z0-9._=&-]*");
  private static final Set<String> JSON =
      Set.of("application/json", "application/json; charset=utf-8");
  private static final JsonPointer BODY = JsonPointer.from("/requestBody/content");

  /**
   * @param absent the contract's default, or null
   */
  record Parameter(
      String name,
      boolean inQuery,
      boolean required,
      boolean isInteger,
      Predicate<Object> check,
      Object absent) {

    private static Optional<Parameter> of(JsonObject model) {
      JsonObject schema = model.getJsonObject("schema");
      String type = schema.getString("type");
      return PLAIN_KEYS.containsAll(model.fieldNames()) && TYPES.contains(type)
          ? QuickCheck.of(schema)
              .map(
                  check ->
                      new Parameter(
                          model.getString("name"),
                          model.getString("in").equals("query"),
                          model.getBoolean("required", false),
                          type.equals("integer"),
                          check,
                          schema.getValue("default")))
          : Optional.empty();
    }

    /** Null when it is not certainly valid. */
    private Object read(String text) {
      Object value = text;
      if (isInteger) {
        value = INTEGER.matcher(text).matches() ? Long.valueOf(text) : null;
      }
      return value != null && check.test(value) ? value : null;
    }

    /** With the default, or absent where it may be. */
    private boolean completes(Map<String, Object> named) {
      if (absent != null) {
        named.putIfAbsent(name, absent);
      }
      return !required || named.containsKey(name);
    }
  }

  private record Values(Map<String, Object> named, JsonObject body) implements Call.Arguments {
    @Override
    public Object path(String name) {
      return named.get(name);
    }

    @Override
    public Object query(String name) {
      return named.get(name);
    }
  }

  /**
   * @param path with the server's prefix
   * @param model without references
   * @return empty when something of it needs more than this
   */
  static Optional<QuickOperation> of(
      String path, JsonObject model, boolean secured, RouteTable.Entry entry) {
    if (!answersJson(model)) {
      return Optional.empty();
    }
    Map<String, Parameter> parameters = new HashMap<>();
    for (Object each : model.getJsonArray("parameters", new JsonArray())) {
      Optional<Parameter> parameter = Parameter.of((JsonObject) each);
      if (parameter.isEmpty()) {
        return Optional.empty();
      }
      parameters.put(parameter.get().name(), parameter.get());
    }
    var steps = List.of(path.split("/", -1));
    if (!(BODY.queryJson(model) instanceof JsonObject content)) {
      return Optional.of(new QuickOperation(steps, parameters, null, secured, entry));
    }
    return Optional.ofNullable(content.getJsonObject("application/json"))
        .filter(only -> content.size() == 1)
        .flatMap(json -> QuickCheck.of(json.getJsonObject("schema")))
        .map(check -> new QuickOperation(steps, parameters, check, secured, entry));
  }

  private static boolean answersJson(JsonObject model) {
    return model.getJsonObject("responses").stream()
        .map(response -> (JsonObject) response.getValue())
        .flatMap(response -> response.getJsonObject("content", new JsonObject()).stream())
        .allMatch(content -> content.getKey().endsWith("json"));
  }

  /** Null when it is a request of something else, or does not certainly keep the contract. */
  Call.Arguments read(RoutingContext context, String[] path) {
    Map<String, Object> named = new HashMap<>();
    HttpServerRequest request = context.request();
    if (!readPath(path, named) || !readQuery(request.query(), named)) {
      return null;
    }
    JsonObject json = null;
    if (body != null) {
      json = json(context);
      if (json == null) {
        return null;
      }
    }
    return new Values(named, json);
  }

  private boolean readPath(String[] path, Map<String, Object> named) {
    if (path.length != steps.size()) {
      return false;
    }
    for (int index = 0; index < path.length; index++) {
      String step = steps.get(index);
      if (!step.startsWith("{")) {
        if (!step.equals(path[index])) {
          return false;
        }
        continue;
      }
      Parameter parameter = parameters.get(step.substring(1, step.length() - 1));
      Object value = parameter.read(path[index]);
      if (value == null) {
        return false;
      }
      named.put(parameter.name(), value);
    }
    return true;
  }

  private boolean readQuery(String query, Map<String, Object> named) {
    if (query != null && !query.isEmpty()) {
      if (!PLAIN_QUERY.matcher(query).matches()) {
        return false;
      }
      for (String part : query.split("&", -1)) {
        int equals = part.indexOf('=');
        Parameter parameter = equals < 0 ? null : parameters.get(part.substring(0, equals));
        Object value =
            parameter == null || !parameter.inQuery()
                ? null
                : parameter.read(part.substring(equals + 1));
        if (value == null || named.put(parameter.name(), value) != null) {
          return false;
        }
      }
    }
    return parameters.values().stream().allMatch(parameter -> parameter.completes(named));
  }

  private JsonObject json(RoutingContext context) {
    String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type == null || !JSON.contains(type) || context.body().buffer() == null) {
      return null;
    }
    try {
      Object value = Json.decodeValue(context.body().buffer());
      return value instanceof JsonObject object && body.test(object) ? object : null;
    } catch (DecodeException malformed) {
      return null;
    }
  }
}
