package io.gumzo.testing;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * What an operation answered.
 *
 * @param body empty when there was none
 */
public record Answer(int status, MultiMap headers, JsonObject body) {
  /** Itself, when it has that status. */
  public Answer want(int wanted) {
    if (status != wanted) {
      throw new AssertionError("want status %d, have %d: %s".formatted(wanted, status, body));
    }
    return this;
  }

  public UUID id() {
    return UUID.fromString(body.getString("id"));
  }

  public long number(String field) {
    return body.getLong(field);
  }

  public String text(String field) {
    return body.getString(field);
  }

  /** The page's entries. */
  public List<JsonObject> items() {
    return objects(body.getJsonArray("items"));
  }

  static List<JsonObject> objects(JsonArray array) {
    return IntStream.range(0, array.size()).mapToObj(array::getJsonObject).toList();
  }
}
