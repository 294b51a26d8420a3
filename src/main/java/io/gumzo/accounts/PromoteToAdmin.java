package io.gumzo.accounts;

import io.gumzo.bus.Command;

/**
 * Makes an existing account an administrator, whose devices learn it with their next refresh. Fails
 * with {@code NOT_FOUND}.
 */
public record PromoteToAdmin(String username) {
  public static final Command<PromoteToAdmin, Me> COMMAND =
      new Command<>("promote-to-admin", PromoteToAdmin.class, Me.class);
}
