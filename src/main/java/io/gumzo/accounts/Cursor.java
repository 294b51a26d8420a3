package io.gumzo.accounts;

import io.gumzo.json.Opaque;
import io.gumzo.problem.Problem;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;

/**
 * After which person the next page begins. People added meanwhile move nobody to another place.
 *
 * @param part of the list that the person is in
 * @param rank within the part, best first
 * @param key within the rank: a username, or a display name's key
 * @param username within the key, in lower case
 */
record Cursor(Part part, int rank, String key, String username) {
  /** In their order. */
  enum Part {
    EVERYBODY,
    EXACT,
    CONTACTS,
    USERNAME_BEGINS,
    DISPLAY_NAME_BEGINS,
    SLIPS,
    HOLDS,
    SIMILAR
  }

  static Cursor startOf(Part part) {
    return new Cursor(part, Integer.MIN_VALUE, "", "");
  }

  String encode() {
    String json = new JsonArray().add(part.ordinal()).add(rank).add(key).add(username).encode();
    return Opaque.of(json);
  }

  /** Fails with {@code INVALID_REQUEST}. */
  static Cursor decode(String text) {
    try {
      var json = new JsonArray(Opaque.text(text));
      String key = json.getString(2);
      String username = json.getString(3);
      if (json.size() == 4 && key.indexOf('\0') < 0 && username.indexOf('\0') < 0) {
        return new Cursor(Part.values()[json.getInteger(0)], json.getInteger(1), key, username);
      }
    } catch (IllegalArgumentException | DecodeException | ClassCastException garbage) {
      // Not ours: the same as below.
    } catch (NullPointerException | IndexOutOfBoundsException incomplete) {
      // Not ours either.
    }
    throw Problem.invalid("cursor", "cursor", "must be the `next` of a page of this list");
  }
}
