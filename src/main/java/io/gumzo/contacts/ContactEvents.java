package io.gumzo.contacts;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.gumzo.accounts.Account;
import java.time.Instant;
import java.util.UUID;

/** The events that contacts lead to, and their data as the contract has it. */
final class ContactEvents {
  static final String REQUESTED = "contact-requested";
  static final String REQUEST_ENDED = "contact-request-ended";
  static final String ADDED = "contact-added";
  static final String REMOVED = "contact-removed";
  static final String BLOCKED = "account-blocked";
  static final String UNBLOCKED = "account-unblocked";

  private ContactEvents() {}

  enum Direction {
    @JsonProperty("incoming")
    INCOMING,
    @JsonProperty("outgoing")
    OUTGOING
  }

  /** How a request ended, but for having been accepted, which is {@link #ADDED}. */
  enum Outcome {
    @JsonProperty("declined")
    DECLINED,
    @JsonProperty("cancelled")
    CANCELLED,
    @JsonProperty("blocked")
    BLOCKED
  }

  record Requested(Direction direction, Account account, String message, Instant at) {
    @Override
    public String toString() {
      return "Requested[" + direction + ", " + account.id() + "]";
    }
  }

  record Ended(Direction direction, UUID accountId, Outcome outcome) {}

  record Added(Account account, Instant at) {}

  record Removed(UUID accountId) {}

  record Blocked(Account account, Instant at) {}

  record Unblocked(UUID accountId) {}
}
