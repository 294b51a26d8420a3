package io.gumzo.accounts;

import io.gumzo.bus.Command;

/**
 * Succeeds after as long as checking a password took lately, without its work: whoever is refused
 * before the check must not see it from the time.
 */
public record AwaitCheckTime() {
  public static final Command<AwaitCheckTime, Void> COMMAND =
      new Command<>("await-check-time", AwaitCheckTime.class, Void.class);
}
