package io.gumzo.accounts;

import io.gumzo.bus.Command;

/**
 * Whether somebody whose password was right may sign in. Fails with {@code ACCOUNT_SUSPENDED}, or
 * with {@code EMAIL_NOT_VERIFIED} where that is required; a new link is on its way then, unless the
 * last one is fresh.
 */
public record AllowSignIn(Me me) {
  public static final Command<AllowSignIn, Void> COMMAND =
      new Command<>("allow-sign-in", AllowSignIn.class, Void.class);
}
