package io.gumzo.accounts;

import io.gumzo.mail.MailOutbox;
import io.gumzo.persistence.Database;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.tokens.SignedOut;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import java.util.UUID;

/** The account itself. What is left of it has an id and nothing of the person. */
public final class AccountBelongings implements Belongings {
  /** Without a username it is in no list, found by no search, and signs in no more. */
  private static final String SCRUB =
      """
      UPDATE accounts
         SET username = NULL, email = NULL, first_name = '', last_name = '', display_name = '',
             display_key = '', name_key = '', about = '', password_hash = '', role = 'user',
             email_verified_at = NULL, picture_id = NULL,
             profile_revision = profile_revision + 1, profile_changed_at = clock_timestamp(),
             deleted_at = clock_timestamp()
       WHERE id = $1 AND deleted_at IS NULL
      """;

  /**
   * Two who leave at once each change what their own stream tells of the other, and what the
   * other's tells of them: they take these rows in one order.
   */
  private static final String HOLD_EVENTS =
      """
      SELECT count(*)
        FROM (SELECT FROM events
               WHERE about IS NOT NULL AND (stream_id = $1 OR about = $1)
               ORDER BY stream_id, position
                 FOR UPDATE) held
      """;

  /**
   * What the person's devices were told, names, emails and first messages, has no reader any more.
   * The rows stay, since a stream has no holes; so does what ends the devices, which nodes read.
   */
  private static final String SCRUB_EVENTS =
      """
      UPDATE events SET data = '{}', about = NULL WHERE stream_id = $1 AND type <> $2
      """;

  private final AccountRepository accounts;

  public AccountBelongings(Database database) {
    this.accounts = new AccountRepository(database);
  }

  @Override
  public Map<String, Pages> files() {
    return Map.of(
        "account.json", Pages.one(account -> accounts.me(account).map(me -> me.stream().toList())));
  }

  /** Fails with {@code UNAUTHENTICATED} when it is gone already. */
  @Override
  public Future<Runnable> leave(SqlConnection transaction, UUID account, boolean messagesToo) {
    return Database.query(transaction, SCRUB, account)
        .compose(
            scrubbed ->
                scrubbed.rowCount() == 1
                    ? MailOutbox.forget(transaction, account)
                        .compose(forgotten -> ReservedUsernames.forget(transaction, account))
                        .compose(forgotten -> Database.query(transaction, HOLD_EVENTS, account))
                        .compose(
                            held ->
                                Database.query(transaction, SCRUB_EVENTS, account, SignedOut.TYPE))
                        .map(told -> () -> {})
                    : Future.failedFuture(Problem.of(ProblemType.UNAUTHENTICATED)));
  }
}
