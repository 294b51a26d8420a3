package io.gumzo.conversations;

import java.util.UUID;

/** As the contracts' schema {@code ReadState}. */
public record ReadState(UUID conversationId, long readPosition, long readNumber) {}
