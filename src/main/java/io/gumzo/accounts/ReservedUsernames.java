package io.gumzo.accounts;

import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.UUID;

/**
 * Usernames that their owners gave up lately. For 30 days nobody else takes them: what was written
 * with them would seem to be about somebody else.
 */
public final class ReservedUsernames {
  private static final Duration RESERVED = Duration.ofDays(30);
  private static final int SLICE = 100;

  private static final String OF_OTHERS =
      """
      SELECT FROM reserved_usernames
       WHERE username = $1 AND account_id <> $2 AND until > clock_timestamp()
      """;

  private static final String TAKE_BACK =
      """
      DELETE FROM reserved_usernames WHERE username = $1 AND account_id = $2
      """;

  private static final String RESERVE =
      """
      INSERT INTO reserved_usernames (username, account_id, until)
      VALUES ($1, $2, clock_timestamp() + make_interval(secs => $3))
      ON CONFLICT (username) DO UPDATE SET account_id = EXCLUDED.account_id, until = EXCLUDED.until
      """;

  private static final String FORGET_OLD =
      """
      DELETE FROM reserved_usernames
       WHERE username IN (SELECT username FROM reserved_usernames WHERE until < clock_timestamp()
                           LIMIT $1 FOR UPDATE SKIP LOCKED)
      """;

  private static final String FORGET = "DELETE FROM reserved_usernames WHERE account_id = $1";

  private ReservedUsernames() {}

  /**
   * After the account has the name: whoever gave it up meanwhile has committed that by then. Fails
   * so that {@link Taken#isUsername} is true.
   */
  static Future<Void> refuse(SqlConnection transaction, String username, UUID account) {
    return Database.query(transaction, OF_OTHERS, AccountRepository.lower(username), account)
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.succeededFuture()
                    : Future.failedFuture(new Taken.ReservedException()));
  }

  /** An account that is locked has another username now, which may be one that it had before. */
  public static Future<Void> change(
      SqlConnection transaction, UUID account, String old, String username) {
    String before = AccountRepository.lower(old);
    String now = AccountRepository.lower(username);
    return before.equals(now)
        ? Future.succeededFuture()
        : refuse(transaction, username, account)
            .compose(free -> Database.query(transaction, TAKE_BACK, now, account))
            .compose(
                taken ->
                    Database.query(
                        transaction, RESERVE, before, account, (double) RESERVED.toSeconds()))
            .compose(reserved -> Database.query(transaction, FORGET_OLD, SLICE))
            .mapEmpty();
  }

  /** Deletes the reservations of an account that is being deleted. */
  static Future<Void> forget(SqlConnection transaction, UUID account) {
    return Database.query(transaction, FORGET, account).mapEmpty();
  }
}
