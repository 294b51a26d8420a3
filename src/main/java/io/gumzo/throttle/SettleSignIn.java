package io.gumzo.throttle;

import io.gumzo.bus.Command;

/**
 * Ends an attempt that did not fail. Always succeeds: at worst a failure too many stays counted.
 */
public record SettleSignIn(SignInCount count, Result result) {
  public static final Command<SettleSignIn, Void> COMMAND =
      new Command<>("settle-sign-in", SettleSignIn.class, Void.class);

  public enum Result {
    /** It is them: the account's failures are forgotten, its address is remembered. */
    SUCCEEDED,
    /** Nothing was wrong, but not all was looked at: as if there had been no attempt. */
    ABANDONED
  }
}
