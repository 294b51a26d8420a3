package io.gumzo.details;

import io.gumzo.bus.Command;
import io.gumzo.mail.Language;
import io.gumzo.sessions.ProveIdentity;
import java.time.Instant;
import java.util.UUID;

/**
 * A change of an email that waits to be confirmed; the contract's {@code EmailChange}.
 *
 * @param email null when none waits
 * @param expiresAt null when none waits
 */
record EmailChange(String email, Instant expiresAt) {
  static final EmailChange NONE = new EmailChange(null, null);

  /** What waits. */
  record Get(UUID account) {
    static final Command<Get, EmailChange> COMMAND =
        new Command<>("get-email-change", Get.class, EmailChange.class);
  }

  /**
   * Sends a link to the new email, in place of a change that waits. Fails with {@code
   * INVALID_REQUEST} for an email that breaks a rule; as {@link ProveIdentity}; with {@code
   * THROTTLED}.
   */
  record Request(ProveIdentity proof, String email, Language language) {
    static final Command<Request, EmailChange> COMMAND =
        new Command<>("request-email-change", Request.class, EmailChange.class);

    @Override
    public String toString() {
      return "Request[" + proof.account() + "]";
    }
  }

  /** Nothing happens when none waits. */
  record Cancel(UUID account) {
    static final Command<Cancel, Void> COMMAND =
        new Command<>("cancel-email-change", Cancel.class, Void.class);
  }

  /**
   * By the link that the new email was sent. Nothing happens when the account has that email by
   * now. Fails with {@code LINK_NOT_VALID} or {@code LINK_DAMAGED}.
   */
  record Confirm(String token, Language language) {
    static final Command<Confirm, Void> COMMAND =
        new Command<>("confirm-email-change", Confirm.class, Void.class);

    @Override
    public String toString() {
      return "Confirm[…]";
    }
  }

  /**
   * By the link that the old email was sent. Ends every sign-in and the password, since whoever
   * changed the email knew it. Fails with {@code LINK_NOT_VALID} or {@code LINK_DAMAGED}.
   */
  record Undo(String token) {
    static final Command<Undo, Undone> COMMAND =
        new Command<>("undo-email-change", Undo.class, Undone.class);

    @Override
    public String toString() {
      return "Undo[…]";
    }
  }

  /**
   * @param resetToken what follows {@code #/reset/} in a link to choose a new password by
   */
  record Undone(String resetToken) {
    @Override
    public String toString() {
      return "Undone[…]";
    }
  }

  @Override
  public String toString() {
    return "EmailChange[…]";
  }
}
