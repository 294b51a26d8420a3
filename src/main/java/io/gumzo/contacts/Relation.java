package io.gumzo.contacts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;

/**
 * What is between the account that asks and another, as the one who asks may know it; the
 * contract's {@code Relation}.
 *
 * @param blocked by the one who asks
 * @param mayMessage the one who asks may write to the other without being a contact first
 * @param message the first message of a request that waits, or null
 * @param at since when they are contacts, or when it was requested; null for neither
 */
record Relation(
    UUID accountId, State state, boolean blocked, boolean mayMessage, String message, Instant at) {
  enum State {
    @JsonProperty("none")
    NONE,
    /** Requested by the one who asks. */
    @JsonProperty("outgoing")
    OUTGOING,
    /** Requested by the other. */
    @JsonProperty("incoming")
    INCOMING,
    @JsonProperty("contact")
    CONTACT
  }

  @Override
  public String toString() {
    return "Relation[" + accountId + ", " + state + "]";
  }
}
