package io.gumzo.details;

import io.gumzo.accounts.AccountRows;
import io.gumzo.accounts.Me;
import io.gumzo.persistence.Database;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The tables {@code email_changes} and {@code email_undos}, and the emails of accounts. */
final class EmailChangeRepository {
  /** An account whose row is locked, with the hash of its password. */
  record Locked(Me me, String passwordHash) {
    @Override
    public String toString() {
      return "Locked[" + me.id() + "]";
    }
  }

  /**
   * That waits.
   *
   * @param expiresAt in milliseconds; another one for each request of an account
   */
  record Change(String email, Instant expiresAt) {}

  /** That took effect. */
  record Undoable(UUID id, UUID account, String email, Instant changedAt) {}

  /** Who has an email, for somebody who wants it. */
  enum Owner {
    /** In this very spelling, and confirmed. */
    SELF,
    /** Somebody else has confirmed it. */
    ANOTHER,
    NOBODY
  }

  private static final String OWNER =
      """
      SELECT EXISTS (SELECT FROM accounts WHERE id = $1 AND email = $2) AS self,
             EXISTS (SELECT FROM accounts
                      WHERE lower(email) = lower($2) AND holds_email AND id <> $1
                        AND email_verified_at IS NOT NULL) AS another
      """;

  private static final String WAITING =
      """
      SELECT email, expires_at FROM email_changes
       WHERE account_id = $1 AND expires_at > clock_timestamp()
      """;

  private static final String LOCK =
      """
      SELECT %s, password_hash FROM accounts WHERE id = $1 AND deleted_at IS NULL
         FOR NO KEY UPDATE
      """
          .formatted(AccountRows.ME);

  private static final String ASK =
      """
      INSERT INTO email_changes AS old (account_id, email, expires_at)
      VALUES ($1, $2, date_trunc('milliseconds', clock_timestamp() + make_interval(secs => $3)))
      ON CONFLICT (account_id) DO UPDATE
         SET email = EXCLUDED.email,
             expires_at = greatest(EXCLUDED.expires_at, old.expires_at + interval '1 millisecond')
      RETURNING email, expires_at
      """;

  private static final String CONFIRMED_OWNER =
      """
      SELECT %s FROM accounts
       WHERE lower(email) = lower($2) AND holds_email AND email_verified_at IS NOT NULL
         AND id <> $1
      """
          .formatted(AccountRows.ME);

  private static final String FORGET = "DELETE FROM email_changes WHERE account_id = $1";

  private static final String TAKE =
      """
      DELETE FROM email_changes WHERE account_id = $1
      RETURNING email, expires_at, expires_at > clock_timestamp() AS waits
      """;

  private static final String SET_EMAIL =
      """
      UPDATE accounts
         SET email = $2, holds_email = true, email_verified_at = clock_timestamp(),
             must_verify = false, profile_revision = profile_revision + 1
       WHERE id = $1
      RETURNING %s
      """
          .formatted(AccountRows.ME);

  private static final String KEEP_FOR_UNDO =
      """
      WITH old AS (DELETE FROM email_undos WHERE until < clock_timestamp())
      INSERT INTO email_undos (id, account_id, email, until)
      VALUES ($1, $2, $3, clock_timestamp() + make_interval(secs => $4))
      RETURNING id, account_id, email, changed_at
      """;

  private static final String UNDOABLE =
      """
      SELECT id, account_id, email, changed_at FROM email_undos
       WHERE id = $1 AND until > clock_timestamp()
      """;

  /** With it go the later ones: they lead back to what is being undone. */
  private static final String TAKE_UNDO =
      """
      WITH this AS (SELECT changed_at FROM email_undos WHERE id = $1)
      DELETE FROM email_undos
       WHERE account_id = $2 AND changed_at >= (SELECT changed_at FROM this)
      """;

  private static final String END_PASSWORD =
      """
      UPDATE accounts
         SET password_hash = $2, password_version = password_version + 1,
             password_temporary = false
       WHERE id = $1
      """;

  private final Database database;

  EmailChangeRepository(Database database) {
    this.database = database;
  }

  Future<EmailChange> waiting(UUID account) {
    return database
        .query(WAITING, account)
        .map(
            rows ->
                AccountRows.first(
                        rows,
                        row ->
                            new EmailChange(
                                row.getString("email"), AccountRows.instant(row, "expires_at")))
                    .orElse(EmailChange.NONE));
  }

  Future<Owner> owner(UUID account, String email) {
    return database
        .query(OWNER, account, email.replace('\0', ' '))
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return row.getBoolean("self")
                  ? Owner.SELF
                  : row.getBoolean("another") ? Owner.ANOTHER : Owner.NOBODY;
            });
  }

  /** Until the transaction ends. Fails with {@code UNAUTHENTICATED} when it is gone. */
  static Future<Locked> lock(SqlConnection transaction, UUID account) {
    return Database.query(transaction, LOCK, account)
        .map(
            rows ->
                AccountRows.first(
                        rows,
                        row -> new Locked(AccountRows.me(row), row.getString("password_hash")))
                    .orElseThrow(() -> Problem.of(ProblemType.UNAUTHENTICATED)));
  }

  /** In place of what waits. */
  static Future<Change> ask(SqlConnection transaction, UUID account, String email) {
    return Database.query(transaction, ASK, account, email, (double) EmailMails.WAITS.toSeconds())
        .map(rows -> change(rows.iterator().next()));
  }

  /** Another account that has confirmed it. */
  static Future<Optional<Me>> confirmedOwner(
      SqlConnection transaction, UUID account, String email) {
    return Database.query(transaction, CONFIRMED_OWNER, account, email)
        .map(rows -> AccountRows.first(rows, AccountRows::me));
  }

  /** False when none waited. */
  static Future<Boolean> forget(SqlConnection transaction, UUID account) {
    return Database.query(transaction, FORGET, account).map(rows -> rows.rowCount() == 1);
  }

  /** What waits, which is no more when the transaction commits. */
  static Future<Optional<Change>> take(SqlConnection transaction, UUID account) {
    return Database.query(transaction, TAKE, account)
        .map(rows -> AccountRows.first(rows, row -> row).filter(row -> row.getBoolean("waits")))
        .map(found -> found.map(EmailChangeRepository::change));
  }

  /** Of an account that is locked; confirmed. */
  static Future<Me> setEmail(SqlConnection transaction, UUID account, String email) {
    return Database.query(transaction, SET_EMAIL, account, email)
        .map(rows -> AccountRows.me(rows.iterator().next()));
  }

  static Future<Undoable> keepForUndo(SqlConnection transaction, UUID account, String email) {
    return Database.query(
            transaction,
            KEEP_FOR_UNDO,
            UUID.randomUUID(),
            account,
            email,
            (double) EmailMails.UNDO.toSeconds())
        .map(rows -> undoable(rows.iterator().next()));
  }

  Future<Optional<Undoable>> undoable(SqlConnection transaction, UUID id) {
    return Database.query(transaction, UNDOABLE, id)
        .map(rows -> AccountRows.first(rows, EmailChangeRepository::undoable));
  }

  /** False when it was used meanwhile. The account is locked. */
  static Future<Boolean> takeUndo(SqlConnection transaction, Undoable undo) {
    return Database.query(transaction, TAKE_UNDO, undo.id(), undo.account())
        .map(rows -> rows.rowCount() > 0);
  }

  /** Of an account that is locked: nobody knows the one from which the hash was made. */
  static Future<Void> endPassword(SqlConnection transaction, UUID account, String hash) {
    return Database.query(transaction, END_PASSWORD, account, hash).mapEmpty();
  }

  private static Change change(Row row) {
    return new Change(row.getString("email"), AccountRows.instant(row, "expires_at"));
  }

  private static Undoable undoable(Row row) {
    return new Undoable(
        row.getUUID("id"),
        row.getUUID("account_id"),
        row.getString("email"),
        AccountRows.instant(row, "changed_at"));
  }
}
