package io.gumzo.conversations;

import io.gumzo.json.Opaque;
import io.gumzo.json.Times;
import io.gumzo.problem.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

/** Where a page of conversations ended: {@code <time of the last activity> <id>} in base64url. */
record ConversationCursor(Instant movedAt, UUID conversation) {
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
          Times.checked(Instant.parse(parts[0])),
          UUID.fromString(parts.length == 2 ? parts[1] : ""));
    } catch (IllegalArgumentException | DateTimeException broken) {
      throw Problem.invalid("cursor", "cursor", "must be the 'next' of an earlier page");
    }
  }

  String text() {
    return Opaque.of(movedAt + " " + conversation);
  }
}
