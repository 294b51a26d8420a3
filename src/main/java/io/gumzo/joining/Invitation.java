package io.gumzo.joining;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.gumzo.bus.Command;
import io.gumzo.mail.Language;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A way in for whoever has its link; the contract's {@code Invitation}.
 *
 * @param email of the one whom it was mailed to; null for a link to hand out, and once it is over
 * @param link null once it is over, and where it was mailed: only who reads those mails has it
 */
record Invitation(
    UUID id,
    Maker madeBy,
    String email,
    String link,
    int uses,
    int mostUses,
    Instant madeAt,
    Instant expiresAt,
    State state) {

  /** Who made it. */
  record Maker(UUID id, String username) {}

  /** Whether it still lets somebody in. */
  enum State {
    @JsonProperty("open")
    OPEN,
    @JsonProperty("used")
    USED,
    @JsonProperty("expired")
    EXPIRED,
    @JsonProperty("revoked")
    REVOKED
  }

  /**
   * Makes one. Fails with {@code INVALID_REQUEST} for an email that breaks a rule, that has an
   * account already, or that no mail can be sent to; with {@code SIGN_UP_CLOSED} where nobody signs
   * up.
   *
   * @param by the administrator
   * @param email null for a link to hand out
   * @param mostUses 1 with an email
   */
  record Create(UUID by, String email, int mostUses, int days, Language language) {
    static final Command<Create, Invitation> COMMAND =
        new Command<>("create-invitation", Create.class, Invitation.class);

    @Override
    public String toString() {
      return "Create[by " + by + "]";
    }
  }

  /**
   * All of them, the latest first.
   *
   * @param after null for the first page
   */
  record ListAll(UUID after, int limit) {
    static final Command<ListAll, Page> COMMAND =
        new Command<>("list-invitations", ListAll.class, Page.class);
  }

  /**
   * @param next null on the last one
   */
  record Page(List<Invitation> items, String next) {}

  /** Fails with {@code NOT_FOUND} where there is none that is open. */
  record Revoke(UUID id) {
    static final Command<Revoke, Void> COMMAND =
        new Command<>("revoke-invitation", Revoke.class, Void.class);
  }

  /**
   * For whoever has the link. Fails with {@code LINK_NOT_VALID}, {@code LINK_DAMAGED} or {@code
   * SIGN_UP_CLOSED}.
   */
  record Read(String token) {
    static final Command<Read, Shown> COMMAND =
        new Command<>("read-invitation", Read.class, Shown.class);

    @Override
    public String toString() {
      return "Read[…]";
    }
  }

  /**
   * The contract's {@code InvitationShown}.
   *
   * @param email that the account is to have; null when any does
   */
  record Shown(String invitedBy, String email, Instant expiresAt) {}

  /** Emails and links are for administrators' eyes. */
  @Override
  public String toString() {
    return "Invitation[" + id + "]";
  }
}
