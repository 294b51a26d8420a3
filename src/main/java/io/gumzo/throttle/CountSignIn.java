package io.gumzo.throttle;

import io.gumzo.bus.Command;

/**
 * Counts a sign-in as failed before the password is looked at; {@link SettleSignIn} takes that
 * back. Fails with {@code THROTTLED} and the wait when earlier failures of the account or of the
 * address demand one; that attempt does not count.
 *
 * @param login as typed; kept only as a digest, and the same whether an account has it or not
 */
public record CountSignIn(String login, String address) {
  public static final Command<CountSignIn, SignInCount> COMMAND =
      new Command<>("count-sign-in", CountSignIn.class, SignInCount.class);

  @Override
  public String toString() {
    return "CountSignIn[…]";
  }
}
