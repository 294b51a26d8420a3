package io.gumzo.activity;

import io.gumzo.json.Opaque;
import io.gumzo.json.Times;
import io.gumzo.problem.Problem;
import java.time.DateTimeException;
import java.time.Instant;

/** Where in a log to read on: from its end, from where a page ended, or after a position. */
sealed interface Place {
  record Latest() implements Place {}

  /** Older than the last entry of a page. */
  record Before(Instant at, long position) implements Place {}

  /** Newer than what was seen, in order. */
  record After(long position) implements Place {}

  /** Fails with {@code INVALID_REQUEST}; at most one of the two may be given. */
  static Place of(String cursor, Long after) {
    if (cursor != null && after != null) {
      throw Problem.invalid("after", "exclusive", "want one of cursor and after");
    }
    if (after != null) {
      return new After(after);
    }
    return cursor == null ? new Latest() : parse(cursor);
  }

  static String cursor(Instant at, long position) {
    return Opaque.of((at + " " + position));
  }

  private static Place parse(String cursor) {
    try {
      String[] parts = Opaque.text(cursor).split(" ", 2);
      return new Before(
          Times.checked(Instant.parse(parts[0])),
          Long.parseLong(parts.length == 2 ? parts[1] : ""));
    } catch (IllegalArgumentException | DateTimeException broken) {
      throw Problem.invalid("cursor", "cursor", "must be the `next` of an earlier page");
    }
  }
}
