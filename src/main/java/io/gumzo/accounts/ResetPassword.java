package io.gumzo.accounts;

import io.gumzo.bus.Command;
import io.gumzo.mail.Language;

/**
 * Chooses a new password by the link of a mail, and ends every sign-in of the account. Fails with
 * {@code LINK_NOT_VALID} or {@code LINK_DAMAGED}, or with {@code INVALID_REQUEST} for a password
 * that breaks a rule, after which the link still works.
 */
record ResetPassword(String token, String password, Language language) {
  public static final Command<ResetPassword, Void> COMMAND =
      new Command<>("reset-password", ResetPassword.class, Void.class);

  @Override
  public String toString() {
    return "ResetPassword[…]";
  }
}
