package io.gumzo.json;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** The fields of a body or a frame that a contract has validated already. */
public record Fields(JsonObject json) {
  /** The value of a required field, or null where the contract lets it be absent. */
  public String text(String name) {
    return json.getString(name);
  }

  public String text(String name, String absent) {
    return json.getString(name, absent);
  }

  /** As {@link #text(String)}. */
  public UUID uuid(String name) {
    String text = json.getString(name);
    return text == null ? null : UUID.fromString(text);
  }

  public long number(String name) {
    return json.getLong(name);
  }

  public long number(String name, long absent) {
    return json.getLong(name, absent);
  }

  /** The objects of an array; empty when it is absent. */
  public List<Fields> list(String name) {
    JsonArray array = json.getJsonArray(name, new JsonArray());
    return IntStream.range(0, array.size())
        .mapToObj(index -> new Fields(array.getJsonObject(index)))
        .toList();
  }
}
