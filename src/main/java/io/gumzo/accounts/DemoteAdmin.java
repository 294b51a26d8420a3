package io.gumzo.accounts;

import io.gumzo.bus.Command;

/**
 * Makes an administrator an ordinary account, and signs it out everywhere, since its tokens say
 * what it was. That it is none is no failure. Fails with {@code NOT_FOUND}; with {@code FORBIDDEN}
 * for the only administrator who may sign in.
 *
 * @param force also the only one
 */
public record DemoteAdmin(String username, boolean force) {
  public static final Command<DemoteAdmin, Void> COMMAND =
      new Command<>("demote-admin", DemoteAdmin.class, Void.class);
}
