package io.gumzo.accounts;

import io.gumzo.bus.Command;

/** Whether somebody has confirmed that an email is theirs; for administrators alone. */
public record CheckEmail(String email) {
  public static final Command<CheckEmail, Boolean> COMMAND =
      new Command<>("check-email", CheckEmail.class, Boolean.class);

  @Override
  public String toString() {
    return "CheckEmail[…]";
  }
}
