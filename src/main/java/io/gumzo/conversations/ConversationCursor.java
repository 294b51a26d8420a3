package io.gumzo.conversations;

import io.gumzo.json.Opaque;
import io.gumzo.problem.Problem;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;

/** Where a page of conversations ended: {@code <time of the last activity> <id>} in base64url. */
record ConversationCursor(Instant movedAt, UUID conversation) {
  /** PostgreSQL's times end long before Java's. */
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  ConversationCursor {
    if (movedAt.isBefore(Instant.EPOCH) || movedAt.isAfter(LATEST)) {
      throw new IllegalArgumentException("no time of a conversation");
    }
  }

  static ConversationCursor of(Snapshot last) {
    return new ConversationCursor(last.movedAt(), last.id());
  }

  /**
   * @param text null for the first page, which gives null
   */
  static ConversationCursor parse(String text) {
    if (text == null) {
      return null;
    }
    try {
      String[] parts = Opaque.text(text).split(" ", 2);
      return new ConversationCursor(
          Instant.parse(parts[0]), UUID.fromString(parts.length == 2 ? parts[1] : ""));
    } catch (IllegalArgumentException | DateTimeParseException broken) {
      throw Problem.invalid("cursor", "cursor", "must be the 'next' of an earlier page");
    }
  }

  String text() {
    return Opaque.of((movedAt + " " + conversation));
  }
}
