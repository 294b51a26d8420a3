package io.gumzo.accounts;

import io.gumzo.bus.Command;

/**
 * Makes an ordinary account at the wish of who runs the server. Fails as {@link SignUp}, also with
 * {@code taken} for an email.
 */
public record CreateAccount(SignUp person) {
  public static final Command<CreateAccount, Me> COMMAND =
      new Command<>("create-account", CreateAccount.class, Me.class);
}
