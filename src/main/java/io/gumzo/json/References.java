package io.gumzo.json;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Puts what a {@code $ref} within one document points to in its place. Not for recursive ones. */
public final class References {
  private References() {}

  public static JsonObject resolve(JsonObject document, JsonObject part) {
    return (JsonObject) resolved(document, part);
  }

  private static Object resolved(JsonObject document, Object part) {
    if (part instanceof JsonArray array) {
      var copy = new JsonArray();
      array.forEach(each -> copy.add(resolved(document, each)));
      return copy;
    }
    if (!(part instanceof JsonObject object)) {
      return part;
    }
    if (object.getValue("$ref") instanceof String reference) {
      return resolved(document, find(document, reference));
    }
    var copy = new JsonObject();
    object.forEach(entry -> copy.put(entry.getKey(), resolved(document, entry.getValue())));
    return copy;
  }

  private static Object find(JsonObject document, String reference) {
    Object at = document;
    // A loader may have made the reference absolute: only what follows the '#' counts.
    for (String step : reference.substring(reference.indexOf('#') + 2).split("/")) {
      at = ((JsonObject) at).getValue(step);
    }
    return at;
  }
}
