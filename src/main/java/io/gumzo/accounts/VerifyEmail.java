package io.gumzo.accounts;

import io.gumzo.bus.Command;

/** Uses the link that shows that an email is its account's. Fails with {@code LINK_NOT_VALID}. */
record VerifyEmail(String token) {
  public static final Command<VerifyEmail, Void> COMMAND =
      new Command<>("verify-email", VerifyEmail.class, Void.class);

  @Override
  public String toString() {
    return "VerifyEmail[…]";
  }
}
