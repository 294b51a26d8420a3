package io.gumzo.accounts;

import io.gumzo.bus.Command;

/**
 * Gives an account another password at the wish of who runs the server, signs it out everywhere and
 * tells it by mail. Fails with {@code NOT_FOUND}, or with {@code INVALID_REQUEST} and every rule
 * that the password breaks.
 */
public record SetPassword(String username, String password) {
  public static final Command<SetPassword, Void> COMMAND =
      new Command<>("set-password", SetPassword.class, Void.class);

  @Override
  public String toString() {
    return "SetPassword[" + username + "]";
  }
}
