package io.gumzo.profiles;

import io.gumzo.accounts.Profile;
import io.gumzo.bus.Command;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Whose profile changed after a time, of those who share a conversation with the account.
 *
 * @param since by the database's clock
 */
record ProfileChanges(UUID account, Instant since) {
  static final Command<ProfileChanges, Found> COMMAND =
      new Command<>("profile-changes", ProfileChanges.class, Found.class);

  /**
   * As the contract's {@code ProfileChanges}, the latest change first.
   *
   * @param more more changed than are here
   */
  record Found(List<Profile> items, boolean more) {}
}
