package io.gumzo.details;

import io.gumzo.accounts.AccountRows;
import io.gumzo.accounts.Me;
import io.gumzo.accounts.Names;
import io.gumzo.persistence.Database;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.UUID;

/** The columns of {@code accounts} that somebody signed up with. */
final class DetailsRepository {
  private static final String ME =
      """
      SELECT %s FROM accounts WHERE id = $1 AND deleted_at IS NULL
      """
          .formatted(AccountRows.ME);

  private static final String LOCK = ME + " FOR NO KEY UPDATE";

  private static final String TAKEN =
      """
      SELECT EXISTS (SELECT FROM accounts WHERE lower(username) = lower($2) AND id <> $1)
             OR EXISTS (SELECT FROM reserved_usernames
                         WHERE username = lower($2) AND account_id <> $1
                           AND until > clock_timestamp()) AS taken
      """;

  private static final String UPDATE =
      """
      UPDATE accounts
         SET username = $2, first_name = $3, last_name = $4, display_name = $5, display_key = $6,
             name_key = $7,
             profile_revision = profile_revision + 1,
             profile_changed_at =
               CASE WHEN (username, display_name) IS DISTINCT FROM ($2, $5)
                    THEN clock_timestamp() ELSE profile_changed_at END
       WHERE id = $1
      RETURNING %s
      """
          .formatted(AccountRows.ME);

  private final Database database;

  DetailsRepository(Database database) {
    this.database = database;
  }

  Database database() {
    return database;
  }

  /** Fails with {@code UNAUTHENTICATED} when it is gone. */
  Future<Me> me(UUID account) {
    return database.query(ME, account).map(DetailsRepository::one);
  }

  /**
   * Holds the row until the transaction ends. Fails with {@code UNAUTHENTICATED} when it is gone.
   */
  static Future<Me> lock(SqlConnection transaction, UUID account) {
    return Database.query(transaction, LOCK, account).map(DetailsRepository::one);
  }

  /** By another account, also by one that had it lately. */
  Future<Boolean> isUsernameTaken(UUID account, String username) {
    return database
        .query(TAKEN, account, username)
        .map(rows -> rows.iterator().next().getBoolean("taken"));
  }

  /** Of an account that is locked. */
  static Future<Me> update(SqlConnection transaction, UUID account, Details details) {
    return Database.query(
            transaction,
            UPDATE,
            account,
            details.username(),
            details.firstName(),
            details.lastName(),
            details.displayName(),
            Names.key(details.displayName()),
            Names.key(details.firstName(), details.lastName()))
        .map(DetailsRepository::one);
  }

  private static Me one(RowSet<Row> rows) {
    return AccountRows.first(rows, AccountRows::me)
        .orElseThrow(() -> Problem.of(ProblemType.UNAUTHENTICATED));
  }
}
