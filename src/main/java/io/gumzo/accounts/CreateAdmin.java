package io.gumzo.accounts;

import io.gumzo.bus.Command;

/** Makes an account that is an administrator from the start. Fails as {@link SignUp}. */
public record CreateAdmin(SignUp person) {
  public static final Command<CreateAdmin, Me> COMMAND =
      new Command<>("create-admin", CreateAdmin.class, Me.class);
}
