package io.gumzo.accounts;

import io.gumzo.persistence.Database;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.streams.EventAppender;
import io.gumzo.streams.StreamEvent;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;
import java.util.UUID;

/** What of {@code accounts} a password is checked against. */
final class CredentialRepository {
  /** An account by its login, with the hash of its password. */
  record Credentials(Me me, String passwordHash) {
    @Override
    public String toString() {
      return "Credentials[" + me.id() + "]";
    }
  }

  private record EmailVerified(String email) {}

  private static final String BY_LOGIN =
      """
      SELECT %1$s, password_hash FROM accounts WHERE lower(username) = $1
      UNION ALL
      SELECT %1$s, password_hash FROM accounts
       WHERE lower(email) = $1 AND holds_email AND (email_verified_at IS NOT NULL OR NOT $2)
      """
          .formatted(AccountRows.ME);

  private static final String BY_ID =
      """
      SELECT %s, password_hash FROM accounts WHERE id = $1 AND deleted_at IS NULL
      """
          .formatted(AccountRows.ME);

  /** Against other changes of the row, not against what refers to it. */
  private static final String LOCK = BY_ID + " FOR NO KEY UPDATE";

  private static final String LOCK_BY_EMAIL =
      """
      SELECT %s, password_hash FROM accounts WHERE lower(email) = $1 AND holds_email
         FOR NO KEY UPDATE
      """
          .formatted(AccountRows.ME);

  /** A change of the email that waits was asked for with the password before. */
  private static final String SET_PASSWORD =
      """
      WITH old AS (DELETE FROM email_changes WHERE account_id = $1)
      UPDATE accounts
         SET password_hash = $2, password_version = password_version + 1,
             password_temporary = false
       WHERE id = $1
      """;

  private static final String SET_VERIFIED =
      """
      UPDATE accounts
         SET holds_email = true, email_verified_at = clock_timestamp(), must_verify = false
       WHERE id = $1
      """;

  private static final String MUST_VERIFY = "SELECT must_verify FROM accounts WHERE id = $1";

  private static final String REHASH =
      """
      UPDATE accounts SET password_hash = $3 WHERE id = $1 AND password_hash = $2
      """;

  private final Database database;

  CredentialRepository(Database database) {
    this.database = database;
  }

  Database database() {
    return database;
  }

  /**
   * @param verified by an email only if it is verified
   */
  Future<Optional<Credentials>> byLogin(String login, boolean verified) {
    return database
        .query(BY_LOGIN, AccountRepository.lower(login), verified)
        .map(CredentialRepository::first);
  }

  Future<Optional<Credentials>> byId(UUID account) {
    return database.query(BY_ID, account).map(CredentialRepository::first);
  }

  /** Holds the row until the transaction ends. */
  Future<Optional<Credentials>> lock(SqlConnection transaction, UUID account) {
    return Database.query(transaction, LOCK, account).map(CredentialRepository::first);
  }

  /** Who holds that email, verified or not. Holds the row until the transaction ends. */
  Future<Optional<Credentials>> lockByEmail(SqlConnection transaction, String email) {
    return Database.query(transaction, LOCK_BY_EMAIL, AccountRepository.lower(email))
        .map(CredentialRepository::first);
  }

  /** An account that joined by its email's domain must confirm the email before it signs in. */
  Future<Boolean> mustVerify(UUID account) {
    return database
        .query(MUST_VERIFY, account)
        .map(rows -> rows.iterator().next().getBoolean("must_verify"));
  }

  /** Of an account that is locked. */
  Future<Void> setPassword(SqlConnection transaction, UUID account, String passwordHash) {
    return Database.query(transaction, SET_PASSWORD, account, passwordHash).mapEmpty();
  }

  /**
   * Of an account that is locked, which holds the email from now on; the event to tell after the
   * commit. Fails with {@code LINK_NOT_VALID} when somebody else has verified it.
   */
  Future<StreamEvent> setVerified(SqlConnection transaction, Me me) {
    return HeldEmails.letGo(transaction, me.email(), me.id())
        .compose(free -> Database.query(transaction, SET_VERIFIED, me.id()))
        .recover(
            failure ->
                Future.failedFuture(
                    Taken.isEmail(failure) ? Problem.of(ProblemType.LINK_NOT_VALID) : failure))
        .compose(
            set ->
                EventAppender.append(
                    transaction, me.id(), "email-verified", new EmailVerified(me.email())));
  }

  /** Unless the password was changed meanwhile. */
  Future<Void> rehash(Credentials old, String passwordHash) {
    return database.query(REHASH, old.me().id(), old.passwordHash(), passwordHash).mapEmpty();
  }

  private static Optional<Credentials> first(RowSet<Row> rows) {
    return AccountRows.first(
        rows, row -> new Credentials(AccountRows.me(row), row.getString("password_hash")));
  }
}
