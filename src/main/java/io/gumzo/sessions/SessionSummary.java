package io.gumzo.sessions;

import java.time.Instant;
import java.util.UUID;

/**
 * One of my signed-in devices; the contract's {@code SessionSummary}.
 *
 * @param client such as {@code Firefox}; null when it does not say
 * @param system such as {@code Android}; null when it does not say
 * @param lastUsedAt when it last came for new tokens, which is every few minutes while in use
 * @param current the one that asks
 */
record SessionSummary(
    UUID id,
    String client,
    String system,
    String userAgent,
    String address,
    Instant createdAt,
    Instant lastUsedAt,
    boolean current) {}
