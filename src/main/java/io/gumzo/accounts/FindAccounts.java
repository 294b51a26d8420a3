package io.gumzo.accounts;

import io.gumzo.bus.Command;
import java.util.UUID;

/**
 * Lists people by username, or searches them: the exact name, then contacts, then what begins like
 * it, then what looks like it. Those who block whoever asks are not found. Fails with {@code
 * INVALID_REQUEST} for a cursor that is none.
 *
 * @param asker null when nobody in particular asks
 * @param query null or blank for everybody
 * @param cursor null for the first page
 * @param limit 1–100
 */
public record FindAccounts(UUID asker, String query, String cursor, int limit) {
  public static final Command<FindAccounts, AccountPage> COMMAND =
      new Command<>("find-accounts", FindAccounts.class, AccountPage.class);
}
