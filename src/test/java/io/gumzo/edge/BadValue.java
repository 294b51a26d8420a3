package io.gumzo.edge;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a schema of a contract forbids, and which rule says so.
 *
 * @param what for people: "text: too long"
 * @param body the good one with one thing wrong
 * @param field that must be named
 * @param rule that must be named
 */
record BadValue(String what, JsonObject body, String field, String rule) {
  /**
   * @param schema of an object
   * @param ignored fields that tell the object's kind, and are wrong in other ways
   */
  static List<BadValue> of(JsonObject schema, JsonObject good, Set<String> ignored) {
    var found = new ArrayList<BadValue>();
    for (Object required : schema.getJsonArray("required", new JsonArray())) {
      if (!ignored.contains((String) required)) {
        var body = good.copy();
        body.remove((String) required);
        found.add(new BadValue(required + " missing", body, (String) required, "required"));
      }
    }
    found.add(
        new BadValue("unknown field", good.copy().put("surprise", true), "surprise", "unknown"));
    for (var property : schema.getJsonObject("properties")) {
      if (!ignored.contains(property.getKey())) {
        var of =
            new Property(property.getKey(), merged((JsonObject) property.getValue()), good, found);
        of.ofAnotherType();
        of.beyondLimits();
        of.within();
      }
    }
    return found;
  }

  /** The good one with each of its whole numbers in other forms that JSON has for them. */
  static List<JsonObject> wholeNumbers(JsonObject schema, JsonObject good) {
    var found = new ArrayList<JsonObject>();
    for (var property : schema.getJsonObject("properties")) {
      var rules = merged((JsonObject) property.getValue());
      if ("integer".equals(rules.getString("type"))) {
        var forms =
            rules.getLong("minimum") == 0 ? List.of("0.0", "0E+3") : List.of("1.00", "1E+1");
        for (String form : forms) {
          var body = good.copy();
          body.getMap().put(property.getKey(), new BigDecimal(form));
          found.add(body);
        }
      }
    }
    return found;
  }

  private static JsonObject merged(JsonObject schema) {
    var whole = schema.copy();
    for (Object part : schema.getJsonArray("allOf", new JsonArray())) {
      whole.mergeIn((JsonObject) part);
    }
    return whole;
  }

  @Override
  public String toString() {
    return what;
  }

  private record Property(String name, JsonObject schema, JsonObject good, List<BadValue> found) {

    void ofAnotherType() {
      String type = schema.getString("type");
      bad("null", null, "type");
      if (!type.equals("object")) {
        bad("an object", new JsonObject(), "type");
      }
      if (!type.equals("array")) {
        bad("an array", new JsonArray().add("x"), "type");
      }
      if (!type.equals("boolean")) {
        bad("a truth value", true, "type");
      }
      if (type.equals("string")) {
        bad("a number", 17, "type");
      } else {
        bad("a text", "17", "type");
      }
      if (type.equals("integer")) {
        bad("a fraction", 1.5, "type");
      }
    }

    void beyondLimits() {
      if (schema.getInteger("minLength", 0) == 1) {
        bad("empty", "", "minLength");
      } else if (schema.containsKey("minLength")) {
        bad("too short", "x".repeat(schema.getInteger("minLength") - 1), "minLength");
      }
      if (schema.containsKey("maxLength")) {
        bad("too long", "x".repeat(schema.getInteger("maxLength") + 1), "maxLength");
      }
      String pattern = schema.getString("pattern", "");
      if (pattern.equals("\\S")) {
        bad("blank", " \t\n", "pattern");
      } else if (!pattern.isEmpty()) {
        bad("of another pattern", "a b c!", "pattern");
      }
      if ("uuid".equals(schema.getString("format"))) {
        bad("no UUID", "0198-not-one", "format");
        bad("half a UUID", "01980000-0000-7000-8000", "format");
      }
      if (schema.containsKey("enum")) {
        bad("none of those", "surprise", "enum");
      }
      if (schema.containsKey("minimum")) {
        bad("too small", schema.getLong("minimum") - 1, "minimum");
        bad("far too small", Long.MIN_VALUE, "minimum");
      }
      if ("integer".equals(schema.getString("type"))) {
        bad("too large", Long.MAX_VALUE, "maximum");
        bad("no long", new BigInteger("9".repeat(30)), "maximum");
        bad("a huge power", 1e300, "maximum");
        bad("beyond all doubles", new BigDecimal("1e400"), "maximum");
      }
      if (schema.containsKey("maxItems")) {
        var many = new JsonArray();
        for (int index = 0; index <= schema.getInteger("maxItems"); index++) {
          many.add(new JsonObject());
        }
        bad("too many", many, "maxItems");
        bad("entries of another type", new JsonArray().add(17), "type");
      }
    }

    /** The same for the fields of an object. */
    void within() {
      if (schema.containsKey("properties")) {
        for (var inner : of(schema, good.getJsonObject(name, new JsonObject()), Set.of())) {
          var body = good.copy().put(name, inner.body());
          found.add(
              new BadValue(name + "." + inner, body, name + "." + inner.field(), inner.rule()));
        }
      }
    }

    private void bad(String what, Object value, String rule) {
      var body = good.copy();
      body.getMap().put(name, value);
      found.add(new BadValue(name + ": " + what, body, name, rule));
    }
  }
}
