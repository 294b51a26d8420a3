package io.gumzo.contacts;

import io.gumzo.json.Opaque;
import io.gumzo.problem.Problem;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.UUID;

/**
 * Where a page ended.
 *
 * @param key what the list is sorted by
 * @param id of the person, among those with the same key
 */
record ListCursor(String key, UUID id) {
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

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
      var time = Instant.parse(key);
      if (time.isAfter(Instant.EPOCH) && time.isBefore(LATEST)) {
        return time.atOffset(ZoneOffset.UTC);
      }
    } catch (DateTimeParseException noTime) {
      // Of another list: the same as below.
    }
    throw broken();
  }

  String text() {
    String json = new JsonArray().add(key).add(id.toString()).encode();
    return Opaque.of(json);
  }

  private static Problem broken() {
    return Problem.invalid("cursor", "cursor", "must be the `next` of a page of this list");
  }
}
