package io.gumzo.accounts;

import io.gumzo.bus.Command;
import java.util.UUID;

/** One person. Fails with {@code NOT_FOUND}. */
record GetAccount(UUID id) {
  public static final Command<GetAccount, Account> COMMAND =
      new Command<>("get-account", GetAccount.class, Account.class);
}
