package io.gumzo.throttle;

import io.gumzo.bus.Command;
import java.util.UUID;

/**
 * Counts a sign-in as failed before the password is looked at; {@link SettleSignIn} takes that
 * back. An attempt that the answer blocks is not counted.
 *
 * @param login as typed, kept only as a digest; null when the one who asks is known to be the
 *     account
 * @param account that has this login, whose logins share a count; null when none has it
 */
public record CountSignIn(String login, UUID account, String address) {
  public static final Command<CountSignIn, SignInCount> COMMAND =
      new Command<>("count-sign-in", CountSignIn.class, SignInCount.class);

  /** For somebody who is signed in to the account, and proves that it is theirs. */
  public static CountSignIn of(UUID account, String address) {
    return new CountSignIn(null, account, address);
  }

  @Override
  public String toString() {
    return "CountSignIn[…]";
  }
}
