package io.gumzo.json;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Cuts what a schema forbids anyway out of a value before it is validated: the validator makes
 * several objects for each unknown field and each entry too many, and a body of 64 KiB has room for
 * thousands. What is left still breaks the same rules.
 */
final class Excess {
  /** Unknown fields of an object that are kept, and so told of. */
  private static final int MOST_UNKNOWN = 20;

  private Excess() {}

  /**
   * @param schema without references
   * @return the value itself where there is nothing to cut
   */
  static Object cut(JsonObject schema, Object value) {
    if (value instanceof JsonObject object) {
      return cut(schema, object);
    }
    return value instanceof JsonArray array ? cut(schema, array) : value;
  }

  private static JsonObject cut(JsonObject schema, JsonObject object) {
    JsonObject known = schema.getJsonObject("properties", new JsonObject());
    var kept = new JsonObject();
    int unknown = 0;
    for (var field : object) {
      if (known.getValue(field.getKey()) instanceof JsonObject inner) {
        kept.put(field.getKey(), cut(inner, field.getValue()));
      } else if (++unknown <= MOST_UNKNOWN
          || !Boolean.FALSE.equals(schema.getValue("additionalProperties"))) {
        kept.put(field.getKey(), field.getValue());
      }
    }
    return kept;
  }

  private static JsonArray cut(JsonObject schema, JsonArray array) {
    if (!(schema.getValue("items") instanceof JsonObject each)) {
      return array;
    }
    // One too many is enough to break the rule.
    int most = schema.getInteger("maxItems", Integer.MAX_VALUE - 1) + 1;
    var kept = new JsonArray();
    for (int index = 0; index < Math.min(array.size(), most); index++) {
      kept.add(cut(each, array.getValue(index)));
    }
    return kept;
  }
}
