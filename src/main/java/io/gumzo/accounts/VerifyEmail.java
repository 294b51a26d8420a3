package io.gumzo.accounts;

import io.gumzo.bus.Command;

/**
 * Uses the link that shows that an email is its account's. Nothing happens when that email is
 * confirmed already. Fails with {@code LINK_NOT_VALID} or {@code LINK_DAMAGED}.
 */
record VerifyEmail(String token) {
  public static final Command<VerifyEmail, Void> COMMAND =
      new Command<>("verify-email", VerifyEmail.class, Void.class);

  @Override
  public String toString() {
    return "VerifyEmail[…]";
  }
}
