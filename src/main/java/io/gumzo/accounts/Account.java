package io.gumzo.accounts;

import java.time.Instant;
import java.util.UUID;

/** A person as others see them; the contract's {@code Account}. */
public record Account(UUID id, String username, String displayName, Instant createdAt) {}
