package io.gumzo.accounts;

import java.time.Instant;
import java.util.UUID;

/**
 * A person as others see them who look closely; the contract's {@code Profile}.
 *
 * @param picture as in {@link Account}
 * @param revision as in {@link Account}
 * @param about 0–500 characters on lines
 */
public record Profile(
    UUID id,
    String username,
    String displayName,
    String picture,
    long revision,
    Instant createdAt,
    String about) {}
