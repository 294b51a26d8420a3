package io.gumzo.accounts;

import io.gumzo.bus.Command;
import io.gumzo.mail.Language;

/**
 * Sends a link to choose a new password by, if an account has that email; neither the answer nor
 * its time tells whether one does. When that email was asked for often, nothing is sent again: the
 * last link still works.
 */
record RequestPasswordReset(String email, Language language) {
  public static final Command<RequestPasswordReset, Void> COMMAND =
      new Command<>("request-password-reset", RequestPasswordReset.class, Void.class);

  @Override
  public String toString() {
    return "RequestPasswordReset[…]";
  }
}
