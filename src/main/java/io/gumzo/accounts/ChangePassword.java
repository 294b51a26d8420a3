package io.gumzo.accounts;

import io.gumzo.bus.Command;
import io.gumzo.mail.Language;
import io.gumzo.tokens.Principal;

/**
 * Takes another password, and ends every other sign-in of the account. Fails with {@code
 * INVALID_REQUEST} for a wrong current password or a new one that breaks a rule; with {@code
 * SECOND_FACTOR_NEEDED} or {@code SECOND_FACTOR_FAILED} when the account has a second factor; with
 * {@code THROTTLED} after wrong ones.
 *
 * @param code null when there is none
 * @param address from where, for the back-off
 */
record ChangePassword(
    Principal principal,
    String current,
    String code,
    String password,
    String address,
    Language language) {
  public static final Command<ChangePassword, Void> COMMAND =
      new Command<>("change-password", ChangePassword.class, Void.class);

  @Override
  public String toString() {
    return "ChangePassword[" + principal.account() + "]";
  }
}
