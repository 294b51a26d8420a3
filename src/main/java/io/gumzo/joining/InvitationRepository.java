package io.gumzo.joining;

import io.gumzo.accounts.AccountRows;
import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The table {@code invitations}. */
final class InvitationRepository {
  /** Those that are over are forgotten so many days after they would have ended. */
  private static final int KEPT_DAYS = 30;

  /**
   * One row.
   *
   * @param revoked also when its maker is no administrator any more
   */
  record Stored(
      UUID id,
      Invitation.Maker madeBy,
      String email,
      int uses,
      int mostUses,
      Instant madeAt,
      Instant expiresAt,
      boolean revoked) {

    Invitation.State state() {
      if (revoked) {
        return Invitation.State.REVOKED;
      }
      if (uses >= mostUses) {
        return Invitation.State.USED;
      }
      return Instant.now().isBefore(expiresAt) ? Invitation.State.OPEN : Invitation.State.EXPIRED;
    }

    boolean isOpen() {
      return state() == Invitation.State.OPEN;
    }

    @Override
    public String toString() {
      return "Stored[" + id + "]";
    }
  }

  private static final String SELECT =
      """
      SELECT i.id, i.made_by, a.username, i.email, i.uses, i.most_uses, i.made_at, i.expires_at,
             i.revoked_at IS NOT NULL OR a.role <> 'admin' OR a.suspended_at IS NOT NULL AS revoked
        FROM invitations i JOIN accounts a ON a.id = i.made_by
      """;

  private static final String PAGE =
      SELECT
          + """
             WHERE $1::uuid IS NULL OR i.id < $1
             ORDER BY i.id DESC LIMIT $2
            """;

  private static final String ONE = SELECT + " WHERE i.id = $1";

  /** Of two who use it at once the second waits, and finds it used. */
  private static final String LOCK = ONE + " FOR NO KEY UPDATE OF i";

  /** In milliseconds, as its link says it. */
  private static final String INSERT =
      """
      WITH old AS (
        DELETE FROM invitations
         WHERE expires_at < clock_timestamp() - make_interval(days => $6)),
      earlier AS (
        UPDATE invitations SET revoked_at = clock_timestamp(), email = NULL
         WHERE lower(email) = lower($3) AND revoked_at IS NULL)
      INSERT INTO invitations (id, made_by, email, most_uses, expires_at)
      VALUES ($1, $2, $3, $4,
              date_trunc('milliseconds', clock_timestamp()) + make_interval(days => $5))
      """;

  /** Whose email it was is of no use once it is over. */
  private static final String USE =
      """
      UPDATE invitations
         SET uses = uses + 1, email = CASE WHEN uses + 1 < most_uses THEN email END
       WHERE id = $1
      """;

  private static final String REVOKE =
      """
      UPDATE invitations SET revoked_at = clock_timestamp(), email = NULL
       WHERE id = $1 AND revoked_at IS NULL AND uses < most_uses AND expires_at > clock_timestamp()
      """;

  private static final String OF_MAKER =
      SELECT
          + """
             WHERE i.made_by = $1 ORDER BY i.id
            """;

  private static final String FORGET = "DELETE FROM invitations WHERE made_by = $1";

  private final Database database;

  InvitationRepository(Database database) {
    this.database = database;
  }

  /** The latest first. */
  Future<List<Stored>> page(UUID after, int limit) {
    return all(PAGE, after, limit);
  }

  Future<List<Stored>> of(UUID maker) {
    return all(OF_MAKER, maker);
  }

  Future<Optional<Stored>> one(UUID id) {
    return database
        .query(ONE, id)
        .map(rows -> AccountRows.first(rows, InvitationRepository::stored));
  }

  /** Holds the row until the transaction ends. */
  static Future<Optional<Stored>> lock(SqlConnection transaction, UUID id) {
    return Database.query(transaction, LOCK, id)
        .map(rows -> AccountRows.first(rows, InvitationRepository::stored));
  }

  /** In place of earlier ones to the same email. */
  static Future<Stored> insert(SqlConnection transaction, UUID id, Invitation.Create wanted) {
    return Database.query(
            transaction,
            INSERT,
            id,
            wanted.by(),
            wanted.email(),
            wanted.mostUses(),
            wanted.days(),
            KEPT_DAYS)
        .compose(inserted -> lock(transaction, id))
        .map(Optional::orElseThrow);
  }

  /** Of a row that is locked. */
  static Future<Void> use(SqlConnection transaction, UUID id) {
    return Database.query(transaction, USE, id).mapEmpty();
  }

  /** False when there was none that was open. */
  Future<Boolean> revoke(UUID id) {
    return database.query(REVOKE, id).map(rows -> rows.rowCount() == 1);
  }

  static Future<Void> forget(SqlConnection transaction, UUID maker) {
    return Database.query(transaction, FORGET, maker).mapEmpty();
  }

  private Future<List<Stored>> all(String sql, Object... parameters) {
    return database
        .query(sql, parameters)
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(InvitationRepository::stored)
                    .toList());
  }

  private static Stored stored(Row row) {
    return new Stored(
        row.getUUID("id"),
        new Invitation.Maker(row.getUUID("made_by"), row.getString("username")),
        row.getString("email"),
        row.getInteger("uses"),
        row.getInteger("most_uses"),
        AccountRows.instant(row, "made_at"),
        AccountRows.instant(row, "expires_at"),
        row.getBoolean("revoked"));
  }
}
