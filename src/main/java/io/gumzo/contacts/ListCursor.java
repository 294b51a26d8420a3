package io.gumzo.contacts;

import io.gumzo.json.Opaque;
import io.gumzo.json.Times;
import io.gumzo.problem.Problem;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * Where a page ended.
 *
 * @param key what the list is sorted by
 * @param id of the person, among those with the same key
 */
record ListCursor(String key, UUID id) {
  /**
   * @param text null for the first page, which gives null
   */
  static ListCursor parse(String text) {
    if (text == null) {
      return null;
    }
    try {
      var json = new JsonArray(Opaque.text(text));
      if (json.size() == 2
          && json.getValue(0) instanceof String key
          && key.indexOf('\0') < 0
          && json.getValue(1) instanceof String id) {
        return new ListCursor(key, UUID.fromString(id));
      }
    } catch (IllegalArgumentException | DecodeException garbage) {
      // Not ours: the same as below.
    }
    throw broken();
  }

  /** The key of a list that is sorted by time. */
  OffsetDateTime time() {
    try {
      return Times.checked(Instant.parse(key)).atOffset(ZoneOffset.UTC);
    } catch (DateTimeException ofAnotherList) {
      throw broken();
    }
  }

  String text() {
    String json = new JsonArray().add(key).add(id.toString()).encode();
    return Opaque.of(json);
  }

  private static Problem broken() {
    return Problem.invalid("cursor", "cursor", "must be the `next` of a page of this list");
  }
}
