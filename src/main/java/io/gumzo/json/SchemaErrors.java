package io.gumzo.json;

import io.gumzo.problem.FieldError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Every rule of a schema that a value breaks, in the words of a problem's {@code errors}. */
public final class SchemaErrors {
  private final JsonObject schema;
  private final Predicate<Object> quick;
  private final Validator validator;

  /**
   * @param schema without references, see {@link References}
   */
  public SchemaErrors(JsonObject schema) {
    this.schema = schema;
    this.quick = QuickCheck.of(schema).orElse(value -> false);
    this.validator =
        Validator.create(
            JsonSchema.of(schema.copy()), // into which it writes notes of its own
            new JsonSchemaOptions()
                .setBaseUri("gumzo:/")
                .setDraft(Draft.DRAFT7)
                .setOutputFormat(OutputFormat.Basic));
  }

  /**
   * @param value a {@code JsonObject} or whatever else JSON holds
   * @return empty when it is valid
   */
  public List<FieldError> of(Object value) {
    return quick.test(value) ? List.of() : ofAll(value);
  }

  /** As the whole validator sees it. */
  List<FieldError> ofAll(Object value) {
    OutputUnit result = validator.validate(Excess.cut(schema, value));
    if (Boolean.TRUE.equals(result.getValid())) {
      return List.of();
    }
    Map<String, FieldError> errors = new LinkedHashMap<>();
    for (OutputUnit unit : result.getErrors()) {
      FieldError error = error(unit);
      if (error != null) {
        errors.putIfAbsent(error.field() + " " + error.rule(), error);
      }
    }
    return errors.isEmpty()
        ? List.of(new FieldError("", "schema", "must have the shape that the contract gives"))
        : List.copyOf(errors.values());
  }

  private FieldError error(OutputUnit unit) {
    String rule = last(unit.getKeywordLocation());
    String field = field(unit.getInstanceLocation());
    return switch (rule) {
      case "properties", "items", "$ref", "allOf", "anyOf", "false" -> null;
      case "required" -> missing(unit, field);
      case "additionalProperties" -> unknown(unit, field);
      default -> new FieldError(field, rule, message(rule, at(unit.getKeywordLocation())));
    };
  }

  /** The validator names the missing property only in its text: {@code ... property "x".} */
  private static FieldError missing(OutputUnit unit, String within) {
    return new FieldError(join(within, quoted(unit.getError())), "required", "must be there");
  }

  /** The validator also reports properties here that the schema knows but that are not valid. */
  private FieldError unknown(OutputUnit unit, String field) {
    String keyword = unit.getKeywordLocation();
    Object known = at(keyword.substring(0, keyword.lastIndexOf('/')) + "/properties");
    boolean isKnown =
        known instanceof JsonObject properties
            && properties.containsKey(field.substring(field.lastIndexOf('.') + 1));
    return isKnown ? null : new FieldError(field, "unknown", "is not a field of this request");
  }

  private static String message(String rule, Object limit) {
    return switch (rule) {
      case "type" -> "must be of type " + limit;
      case "minLength" ->
          Integer.valueOf(1).equals(limit)
              ? "must not be empty"
              : "must have at least " + limit + " characters";
      case "maxLength" -> "must have at most " + limit + " characters";
      case "minimum" -> "must be at least " + limit;
      case "maximum" -> "must be at most " + limit;
      case "maxItems" -> "must have at most " + limit + " entries";
      case "format" -> "must be a " + limit;
      case "enum" -> "must be one of " + limit;
      case "pattern" -> "\\S".equals(limit) ? "must not be blank" : "must match " + limit;
      default -> "must keep the rule '" + rule + "'";
    };
  }

  /** What the schema says at a keyword's location: the limit that was broken. */
  private Object at(String keywordLocation) {
    Object at = schema;
    for (String step : keywordLocation.replaceFirst("^[^#]*#/?", "").split("/", -1)) {
      at =
          switch (at) {
            case JsonObject object -> object.getValue(step);
            case JsonArray array -> array.getValue(Integer.parseInt(step));
            case null, default -> null;
          };
    }
    return at;
  }

  private static String field(String instanceLocation) {
    return instanceLocation == null
        ? ""
        : instanceLocation.replaceFirst("^[^#]*#/?", "").replace('/', '.');
  }

  private static String join(String within, String name) {
    return within.isEmpty() ? name : within + "." + name;
  }

  private static String last(String location) {
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private static String quoted(String text) {
    int from = text.indexOf('"');
    int to = text.lastIndexOf('"');
    return from < 0 || to <= from ? "" : text.substring(from + 1, to);
  }
}
