package io.gumzo.accounts;

import io.gumzo.bus.Command;

/**
 * Lets an account in no more, or again. Who is suspended is signed out everywhere at once; all else
 * stays as it is. Fails with {@code NOT_FOUND}.
 *
 * @param suspended false to restore it
 */
public record SuspendAccount(String username, boolean suspended) {
  public static final Command<SuspendAccount, Void> COMMAND =
      new Command<>("suspend-account", SuspendAccount.class, Void.class);
}
