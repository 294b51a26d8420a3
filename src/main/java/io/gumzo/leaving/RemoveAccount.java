package io.gumzo.leaving;

import io.gumzo.bus.Command;

/**
 * Deletes an account as {@link DeleteMe} does, at the wish of who runs the server. Fails with
 * {@code NOT_FOUND}; with {@code FORBIDDEN} for the only administrator who may sign in.
 *
 * @param messagesToo the texts of all that it said go as well
 * @param force also the only administrator
 */
public record RemoveAccount(String username, boolean messagesToo, boolean force) {
  public static final Command<RemoveAccount, Void> COMMAND =
      new Command<>("remove-account", RemoveAccount.class, Void.class);
}
