package io.gumzo.cli;

import io.gumzo.accounts.SuspendAccount;
import java.util.Map;

/** Suspends an account, or restores it. */
final class Suspension {
  private Suspension() {}

  static int set(Settings settings, String username, boolean suspended) {
    return new ShortRun(settings)
        .withNode(
            Map.of(),
            (bus, terminal) -> {
              NamedAccount.await(
                  username,
                  bus.ask(SuspendAccount.COMMAND, new SuspendAccount(username, suspended)));
              terminal.say(
                  suspended
                      ? "%s is suspended, and signed out everywhere.".formatted(username)
                      : "%s may sign in again.".formatted(username));
            });
  }
}
