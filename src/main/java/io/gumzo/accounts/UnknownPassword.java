package io.gumzo.accounts;

import io.gumzo.bus.Command;

/** The hash of a new password that nobody knows: its account is entered by a link first. */
public record UnknownPassword() {
  public static final Command<UnknownPassword, String> COMMAND =
      new Command<>("unknown-password", UnknownPassword.class, String.class);
}
