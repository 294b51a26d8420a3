package io.gumzo.accounts;

import io.gumzo.persistence.Database;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Lists the administrators, and refuses to remove the last one. */
public final class Administrators {
  private static final String EXIST =
      """
      SELECT EXISTS (SELECT FROM accounts WHERE role = 'admin' AND deleted_at IS NULL) AS exist
      """;

  /**
   * Locks the administrators' rows: of two that remove each other, the second finds itself the
   * last.
   */
  private static final String LOCK_ACTIVE =
      """
      SELECT id FROM accounts
       WHERE role = 'admin' AND deleted_at IS NULL AND suspended_at IS NULL
       ORDER BY id
         FOR NO KEY UPDATE
      """;

  private static final String BY_USERNAME = "SELECT id FROM accounts WHERE lower(username) = $1";

  private Administrators() {}

  static Future<Boolean> exist(Database database) {
    return database.query(EXIST).map(rows -> rows.iterator().next().getBoolean("exist"));
  }

  /**
   * The account of that username, before it stops being an administrator or being there. Fails with
   * {@code NOT_FOUND}; with {@code FORBIDDEN} when it is the only administrator who may sign in.
   *
   * @param force also the only one
   */
  public static Future<UUID> release(SqlConnection transaction, String username, boolean force) {
    return Database.query(transaction, LOCK_ACTIVE)
        .compose(
            rows -> {
              List<UUID> active =
                  StreamSupport.stream(rows.spliterator(), false)
                      .map(row -> row.getUUID("id"))
                      .toList();
              return find(transaction, username).map(account -> unlessLast(account, active, force));
            });
  }

  static Future<UUID> find(SqlConnection transaction, String username) {
    return Database.query(transaction, BY_USERNAME, AccountRepository.lower(username))
        .map(rows -> AccountRows.first(rows, row -> row.getUUID("id")))
        .map(found -> found.orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND)));
  }

  private static UUID unlessLast(UUID account, List<UUID> active, boolean force) {
    if (!force && active.equals(List.of(account))) {
      throw Problem.of(ProblemType.FORBIDDEN, "this is the only administrator who may sign in");
    }
    return account;
  }
}
