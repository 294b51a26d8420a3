package io.gumzo.messages;

import io.gumzo.accounts.Account;
import io.gumzo.accounts.GetAccounts;
import io.gumzo.bus.Bus;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The usernames of those who wrote, as far as one simple socket needs them. */
final class UserChatNames {
  private static final int MOST = 500;

  private final Bus bus;
  private final Map<UUID, String> usernames = new HashMap<>();

  UserChatNames(Bus bus) {
    this.bus = bus;
  }

  /** Done when all of them are known. */
  Future<Void> learn(Set<UUID> accounts) {
    Set<UUID> unknown =
        accounts.stream().filter(each -> !isKnown(each)).collect(Collectors.toSet());
    if (unknown.isEmpty()) {
      return Future.succeededFuture();
    }
    return bus.ask(GetAccounts.COMMAND, new GetAccounts(unknown))
        .onSuccess(found -> add(unknown, found.byId()))
        .mapEmpty();
  }

  boolean isKnown(UUID account) {
    return usernames.containsKey(account);
  }

  /** Empty for an account that was deleted. */
  String of(UUID account) {
    return usernames.getOrDefault(account, "");
  }

  /** It may have another one from now on. */
  void forget(UUID account) {
    usernames.remove(account);
  }

  private void add(Set<UUID> asked, Map<UUID, Account> found) {
    if (usernames.size() + asked.size() > MOST) {
      usernames.clear();
    }
    for (UUID account : asked) {
      Account known = found.get(account);
      usernames.put(account, known == null ? "" : known.username());
    }
  }
}
