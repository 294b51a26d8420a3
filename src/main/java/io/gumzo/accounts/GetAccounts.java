package io.gumzo.accounts;

import io.gumzo.bus.Command;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Several people at once, in one query; those that do not exist are left out. */
public record GetAccounts(Set<UUID> ids) {
  public static final Command<GetAccounts, Found> COMMAND =
      new Command<>("get-accounts", GetAccounts.class, Found.class);

  public GetAccounts(Collection<UUID> ids) {
    this(Set.copyOf(ids));
  }

  public record Found(Map<UUID, Account> byId) {}
}
