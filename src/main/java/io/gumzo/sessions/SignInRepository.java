package io.gumzo.sessions;

import io.gumzo.accounts.AccountRows;
import io.gumzo.accounts.Me;
import io.gumzo.persistence.Database;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.streams.StreamEvent;
import io.gumzo.tokens.NoteTokenUse;
import io.gumzo.tokens.Successors;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table {@code sign_ins}, and what of {@code accounts} a sign-in needs. */
final class SignInRepository {
  /**
   * @param live neither ended nor expired, by the database's clock
   * @param previous null before the first refresh
   */
  record SignInRow(
      UUID id,
      long generation,
      byte[] familyHash,
      byte[] refreshHash,
      boolean live,
      Instant expiresAt,
      Previous previous,
      Me me) {}

  /**
   * The refresh token before the newest.
   *
   * @param salt from which the newest followed
   * @param good it may be used again
   */
  record Previous(byte[] hash, byte[] salt, boolean good) {}

  /** What a refresh stores: a token, and the one that it replaces. */
  record Rotation(RefreshToken next, RefreshToken previous, byte[] salt) {}

  /** A password that is being changed is waited for, and waits for this; so does a deletion. */
  private static final String SAME_PASSWORD =
      """
      SELECT FROM accounts
       WHERE id = $1 AND password_version = $2 AND deleted_at IS NULL AND suspended_at IS NULL
         FOR SHARE
      """;

  /** What has ended long ago is of no use to anybody; what ended lately is kept for the curious. */
  private static final String FORGET =
      """
      DELETE FROM sign_ins
       WHERE account_id = $1
         AND (expires_at < clock_timestamp()
              OR revoked_at < clock_timestamp() - interval '30 days')
      """;

  private static final String INSERT =
      """
      INSERT INTO sign_ins (id, account_id, family_hash, refresh_hash, expires_at, address, user_agent)
      VALUES ($1, $2, $3, $4, clock_timestamp() + make_interval(days => $5), $6, $7)
      """;

  private static final String READ =
      """
      SELECT s.id AS sign_in_id, s.generation, s.family_hash, s.refresh_hash, s.expires_at,
             s.revoked_at IS NULL AND s.expires_at > clock_timestamp() AS live,
             s.previous_hash, s.successor_salt,
             NOT s.successor_used
               AND s.rotated_at > clock_timestamp() - make_interval(secs => %d) AS previous_good,
             a.*
        FROM sign_ins s
        JOIN (SELECT %s FROM accounts) a ON a.id = s.account_id
       WHERE s.id = $1
      """
          .formatted(Successors.GRACE.toSeconds(), AccountRows.ME);

  /** The second of two at once waits here for the first, and then sees what it did. */
  private static final String READ_LOCKED = READ + " FOR UPDATE OF s";

  private static final String ROTATE =
      """
      UPDATE sign_ins
         SET generation = $2, refresh_hash = $3, last_used_at = clock_timestamp(),
             expires_at = clock_timestamp() + make_interval(days => $4), address = $5, user_agent = $6,
             previous_hash = $7, successor_salt = $8, successor_used = false,
             rotated_at = clock_timestamp()
       WHERE id = $1
      """;

  /** Locked in the order of their ids, as by those that end sign-ins. */
  private static final String NOTE_USES =
      """
      UPDATE sign_ins SET successor_used = true
       WHERE id IN (SELECT s.id FROM sign_ins s
                      JOIN unnest($1::uuid[], $2::bigint[]) AS used (id, generation)
                        ON s.id = used.id AND s.generation = used.generation
                     WHERE NOT s.successor_used
                     ORDER BY s.id
                       FOR NO KEY UPDATE OF s)
      """;

  private final Database database;

  SignInRepository(Database database) {
    this.database = database;
  }

  Database database() {
    return database;
  }

  /**
   * The event to tell after the commit, when another device had to go for this one. Fails with
   * {@code SIGN_IN_FAILED} when the password was changed, or the account suspended, since {@code
   * me} was read.
   */
  Future<Optional<StreamEvent>> insert(
      Me me, RefreshToken token, int days, Device device, int most) {
    UUID account = me.id();
    return database.transaction(
        transaction ->
            Database.query(transaction, SAME_PASSWORD, account, me.passwordVersion())
                .compose(
                    same ->
                        same.size() == 1
                            ? Database.query(transaction, FORGET, account)
                            : Future.failedFuture(Problem.of(ProblemType.SIGN_IN_FAILED)))
                .compose(
                    forgotten ->
                        Database.query(
                            transaction,
                            INSERT,
                            token.signIn(),
                            account,
                            token.familyDigest(),
                            token.digest(),
                            days,
                            device.address(),
                            device.userAgent()))
                .compose(inserted -> SignInEnd.beyond(transaction, account, most)));
  }

  Future<Optional<SignInRow>> read(UUID signIn) {
    return database.query(READ, signIn).map(rows -> AccountRows.first(rows, SignInRepository::row));
  }

  /** Holds the row until the transaction ends. */
  Future<Optional<SignInRow>> lock(SqlConnection transaction, UUID signIn) {
    return Database.query(transaction, READ_LOCKED, signIn)
        .map(rows -> AccountRows.first(rows, SignInRepository::row));
  }

  Future<Void> rotate(SqlConnection transaction, Rotation rotation, int days, Device device) {
    return Database.query(
            transaction,
            ROTATE,
            rotation.next().signIn(),
            rotation.next().generation(),
            rotation.next().digest(),
            days,
            device.address(),
            device.userAgent(),
            rotation.previous().digest(),
            rotation.salt())
        .mapEmpty();
  }

  /** Each counts only while its generation is the newest. */
  Future<Void> noteUses(List<NoteTokenUse> uses) {
    return database
        .query(
            NOTE_USES,
            uses.stream().map(NoteTokenUse::signIn).toArray(UUID[]::new),
            uses.stream().map(NoteTokenUse::generation).toArray(Long[]::new))
        .mapEmpty();
  }

  private static SignInRow row(Row row) {
    return new SignInRow(
        row.getUUID("sign_in_id"),
        row.getLong("generation"),
        row.getBuffer("family_hash").getBytes(),
        row.getBuffer("refresh_hash").getBytes(),
        row.getBoolean("live"),
        AccountRows.instant(row, "expires_at"),
        previous(row),
        AccountRows.me(row));
  }

  private static Previous previous(Row row) {
    return row.getBuffer("previous_hash") == null
        ? null
        : new Previous(
            row.getBuffer("previous_hash").getBytes(),
            row.getBuffer("successor_salt").getBytes(),
            row.getBoolean("previous_good"));
  }
}
