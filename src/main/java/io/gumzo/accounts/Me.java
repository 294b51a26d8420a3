package io.gumzo.accounts;

import java.time.Instant;
import java.util.UUID;

/**
 * A person as they see themselves; the contract's {@code Me}.
 *
 * @param role {@code user} or {@code admin}
 */
public record Me(
    UUID id,
    String username,
    String displayName,
    Instant createdAt,
    String firstName,
    String lastName,
    String email,
    String role) {}
