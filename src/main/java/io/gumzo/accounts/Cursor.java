package io.gumzo.accounts;

import io.gumzo.json.Opaque;
import io.gumzo.problem.Problem;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import java.util.UUID;

/**
 * After which person the next page begins. People added meanwhile move nobody to another place.
 *
 * @param part of the list that the person is in
 * @param rank within the part, best first
 * @param key within the rank: a name's key
 * @param person within the key: a username in lower case, or an id
 */
record Cursor(Part part, int rank, String key, String person) {
  /** In their order. */
  enum Part {
    EVERYBODY,
    EXACT,
    CONTACTS,
    USERNAME_BEGINS,
    NAME_BEGINS,
    SLIPS,
    HOLDS,
    SIMILAR
  }

  static Cursor startOf(Part part) {
    return new Cursor(part, Integer.MIN_VALUE, "", "");
  }

  String encode() {
    String json = new JsonArray().add(part.ordinal()).add(rank).add(key).add(person).encode();
    return Opaque.of(json);
  }

  /** Fails with {@code INVALID_REQUEST}. */
  static Cursor decode(String text) {
    try {
      var json = new JsonArray(Opaque.text(text));
      String key = json.getString(2);
      String person = json.getString(3);
      if (json.size() == 4 && key.indexOf('\0') < 0 && person.indexOf('\0') < 0) {
        return new Cursor(Part.values()[json.getInteger(0)], json.getInteger(1), key, person);
      }
    } catch (IllegalArgumentException | DecodeException | ClassCastException garbage) {
      // Not ours: the same as below.
    } catch (NullPointerException | IndexOutOfBoundsException incomplete) {
      // Not ours either.
    }
    throw broken();
  }

  /** For parts whose people are in the order of their ids. */
  UUID id() {
    try {
      return person.isEmpty() ? new UUID(0, 0) : UUID.fromString(person);
    } catch (IllegalArgumentException ofAnotherPart) {
      throw broken();
    }
  }

  private static Problem broken() {
    return Problem.invalid("cursor", "cursor", "must be the `next` of a page of this list");
  }
}
