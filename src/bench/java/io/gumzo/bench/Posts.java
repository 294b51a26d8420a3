package io.gumzo.bench;

import java.util.UUID;

/** The messages that the lab sends: texts of 200 bytes that end with their stamp. */
final class Posts {
  private static final String FILLING = "x".repeat(200 - Stamp.LENGTH);

  private Posts() {}

  static String text(long nanos) {
    return FILLING + Stamp.text(nanos);
  }

  /** A frame. */
  static String frame(UUID conversation, int sender, long nanos) {
    return "{\"type\":\"post-message\",\"ref\":\""
        + Answers.ref(nanos, sender)
        + "\",\"conversationId\":\""
        + conversation
        + "\",\"clientId\":\""
        + clientId()
        + "\",\"text\":\""
        + text(nanos)
        + "\"}";
  }

  /** A body. */
  static String body(long nanos) {
    return "{\"clientId\":\"" + clientId() + "\",\"text\":\"" + text(nanos) + "\"}";
  }

  /** As random as a client's, and cheaper. */
  private static UUID clientId() {
    var random = java.util.concurrent.ThreadLocalRandom.current();
    return new UUID(
        random.nextLong() & ~0xf000L | 0x4000L, random.nextLong() >>> 2 | Long.MIN_VALUE);
  }
}
