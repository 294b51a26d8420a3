package io.gumzo.json;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Says that a value certainly keeps a schema, in a fraction of the time of the whole validator. It
 * knows the keywords that our contracts use; where it is not certain it says no, and the validator
 * has the last word.
 */
public final class QuickCheck {
  private static final Set<String> SILENT =
      Set.of("default", "description", "example", "examples", "summary", "title");

  private static final int UUID_LENGTH = 36;

  private QuickCheck() {}

  /** Empty for a schema with a keyword that it does not know. */
  public static Optional<Predicate<Object>> of(JsonObject schema) {
    List<Predicate<Object>> rules = new ArrayList<>();
    for (String keyword : schema.fieldNames()) {
      if (SILENT.contains(keyword) || keyword.startsWith("x-")) {
        continue;
      }
      Optional<Predicate<Object>> rule = rule(keyword, schema);
      if (rule.isEmpty()) {
        return Optional.empty();
      }
      rules.add(rule.get());
    }
    return Optional.of(value -> all(rules, rule -> rule.test(value)));
  }

  private static Optional<Predicate<Object>> rule(String keyword, JsonObject schema) {
    return switch (keyword) {
      case "type" -> type(schema.getValue("type"));
      case "const" -> Optional.of(schema.getValue("const")::equals);
      case "required" -> Optional.of(required(schema.getJsonArray("required")));
      case "properties" -> properties(schema.getJsonObject("properties"));
      case "additionalProperties" -> additional(schema);
      case "items" -> items(schema.getValue("items"));
      case "allOf" -> allOf(schema.getJsonArray("allOf"));
      case "enum" -> {
        JsonArray values = schema.getJsonArray(keyword);
        yield Optional.of(values::contains);
      }
      case "format" -> format(schema.getString("format"));
      case "maxItems" -> {
        int most = schema.getInteger(keyword);
        yield Optional.of(value -> value instanceof JsonArray array && array.size() <= most);
      }
      case "minLength" -> {
        int least = schema.getInteger(keyword);
        yield Optional.of(value -> value instanceof String text && length(text) >= least);
      }
      case "maxLength" -> {
        int most = schema.getInteger(keyword);
        yield Optional.of(value -> value instanceof String text && length(text) <= most);
      }
      case "pattern" -> {
        Pattern pattern = Pattern.compile(schema.getString(keyword));
        yield Optional.of(value -> value instanceof String text && pattern.matcher(text).find());
      }
      case "minimum" -> {
        long least = schema.getLong(keyword);
        yield Optional.of(value -> isWhole(value) && ((Number) value).longValue() >= least);
      }
      case "maximum" -> {
        long most = schema.getLong(keyword);
        yield Optional.of(value -> isWhole(value) && ((Number) value).longValue() <= most);
      }
      default -> Optional.empty();
    };
  }

  private static Optional<Predicate<Object>> allOf(JsonArray schemas) {
    List<Optional<Predicate<Object>>> checks =
        schemas.stream().map(schema -> of((JsonObject) schema)).toList();
    return checks.stream().allMatch(Optional::isPresent)
        ? Optional.of(value -> checks.stream().allMatch(check -> check.get().test(value)))
        : Optional.empty();
  }

  private static Optional<Predicate<Object>> format(String format) {
    return switch (format) {
      case "uuid" -> Optional.of(value -> value instanceof String text && isUuid(text));
      case "int64" -> Optional.of(QuickCheck::isWhole);
      default -> Optional.empty();
    };
  }

  private static Optional<Predicate<Object>> type(Object type) {
    return switch (String.valueOf(type)) {
      case "object" -> Optional.of(JsonObject.class::isInstance);
      case "array" -> Optional.of(JsonArray.class::isInstance);
      case "string" -> Optional.of(String.class::isInstance);
      case "integer" -> Optional.of(QuickCheck::isWhole);
      default -> Optional.empty();
    };
  }

  private static Predicate<Object> required(JsonArray names) {
    List<String> all = names.stream().map(String.class::cast).toList();
    return value -> value instanceof JsonObject object && all(all, object::containsKey);
  }

  private static Optional<Predicate<Object>> properties(JsonObject properties) {
    Map<String, Predicate<Object>> checks = new HashMap<>();
    for (String name : properties.fieldNames()) {
      Optional<Predicate<Object>> check = of(properties.getJsonObject(name));
      if (check.isEmpty()) {
        return Optional.empty();
      }
      checks.put(name, check.get());
    }
    return Optional.of(
        value ->
            value instanceof JsonObject object
                && all(checks.entrySet(), check -> isAbsentOrKeeps(object, check)));
  }

  private static boolean isAbsentOrKeeps(
      JsonObject object, Map.Entry<String, Predicate<Object>> check) {
    Object value = object.getValue(check.getKey());
    return value == null && !object.containsKey(check.getKey()) || check.getValue().test(value);
  }

  private static Optional<Predicate<Object>> additional(JsonObject schema) {
    if (!Boolean.FALSE.equals(schema.getValue("additionalProperties"))) {
      return Optional.empty();
    }
    Set<String> known =
        schema.getJsonObject("properties", new JsonObject()).fieldNames().stream()
            .collect(Collectors.toUnmodifiableSet());
    return Optional.of(
        value -> value instanceof JsonObject object && known.containsAll(object.fieldNames()));
  }

  private static Optional<Predicate<Object>> items(Object items) {
    return items instanceof JsonObject schema
        ? of(schema).map(check -> value -> value instanceof JsonArray array && all(array, check))
        : Optional.empty();
  }

  /** As a stream would, without making one for each part of each frame. */
  private static <T> boolean all(Iterable<T> parts, Predicate<? super T> test) {
    for (T part : parts) {
      if (!test.test(part)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWhole(Object value) {
    return value instanceof Integer || value instanceof Long;
  }

  /** Every frame has some, and a pattern would take a thirtieth of a node's time for them. */
  private static boolean isUuid(String text) {
    if (text.length() != UUID_LENGTH) {
      return false;
    }
    for (int index = 0; index < UUID_LENGTH; index++) {
      char letter = text.charAt(index);
      boolean isDash = index == 8 || index == 13 || index == 18 || index == 23;
      if (isDash ? letter != '-' : !HexFormat.isHexDigit(letter)) {
        return false;
      }
    }
    return true;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
