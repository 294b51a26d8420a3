package io.gumzo.accounts;

import io.gumzo.bus.Command;
import java.util.UUID;

/** One person's profile. Fails with {@code NOT_FOUND}. */
record GetAccount(UUID id) {
  public static final Command<GetAccount, Profile> COMMAND =
      new Command<>("get-account", GetAccount.class, Profile.class);
}
