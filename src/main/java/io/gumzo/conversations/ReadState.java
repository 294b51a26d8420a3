package io.gumzo.conversations;

import java.util.UUID;

/** As the contracts' schema {@code ReadState}. */
public record ReadState(UUID conversationId, long readPosition, long readNumber) {
  /** The event of a personal stream that tells it. */
  public static final String MOVED = "conversation-read";
}
