package io.gumzo.conversations;

import io.gumzo.accounts.Account;
import io.gumzo.accounts.AccountRows;
import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Two people, in the order of their ids. */
public record Pair(UUID first, UUID second) {
  private static final String LOCK =
      "SELECT pg_advisory_xact_lock(hashtextextended('pair ' || $1::text, 0))";

  /** Who deletes an account changes its row first, and waits for this or is waited for. */
  private static final String PRESENT =
      """
      SELECT %s FROM accounts
       WHERE id IN ($1, $2) AND deleted_at IS NULL
       ORDER BY id
         FOR SHARE
      """
          .formatted(AccountRows.ACCOUNT);

  public static Pair of(UUID one, UUID other) {
    return one.toString().compareTo(other.toString()) < 0
        ? new Pair(one, other)
        : new Pair(other, one);
  }

  UUID other(UUID one) {
    return one.equals(first) ? second : first;
  }

  public List<UUID> both() {
    return List.of(first, second);
  }

  /**
   * Until the transaction ends nobody else changes what is between the two, and neither leaves. The
   * first thing in a transaction, so that whatever follows sees what the one before committed.
   *
   * @return those of the two who are there
   */
  public Future<Map<UUID, Account>> lock(SqlConnection transaction) {
    return Database.query(transaction, LOCK, first + " " + second)
        .compose(locked -> Database.query(transaction, PRESENT, first, second))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(AccountRows::account)
                    .collect(Collectors.toUnmodifiableMap(Account::id, account -> account)));
  }
}
