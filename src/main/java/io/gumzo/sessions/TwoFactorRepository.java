package io.gumzo.sessions;

import io.gumzo.accounts.AccountRows;
import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** The tables {@code two_factor} and {@code recovery_codes}. */
final class TwoFactorRepository {
  record Secret(byte[] sealed) {}

  private static final String STATE =
      """
      SELECT enabled_at, (SELECT count(*) FROM recovery_codes WHERE account_id = $1) AS left
        FROM two_factor WHERE account_id = $1 AND enabled_at IS NOT NULL
      """;

  private static final String SECRET =
      """
      SELECT secret FROM two_factor WHERE account_id = $1 AND (enabled_at IS NOT NULL) = $2
      """;

  /** A secret that was never confirmed makes way for the next one. */
  private static final String BEGIN =
      """
      INSERT INTO two_factor (account_id, secret) VALUES ($1, $2)
      ON CONFLICT (account_id) DO UPDATE SET secret = EXCLUDED.secret
       WHERE two_factor.enabled_at IS NULL
      """;

  private static final String ENABLE =
      """
      UPDATE two_factor
         SET enabled_at = date_trunc('milliseconds', clock_timestamp()), last_step = $3
       WHERE account_id = $1 AND secret = $2 AND enabled_at IS NULL
      """;

  private static final String USE_STEP =
      """
      UPDATE two_factor SET last_step = $2
       WHERE account_id = $1 AND last_step < $2 AND enabled_at IS NOT NULL
      """;

  private static final String RESEAL =
      """
      UPDATE two_factor SET secret = $3 WHERE account_id = $1 AND secret = $2
      """;

  private static final String USE_RECOVERY_CODE =
      """
      DELETE FROM recovery_codes WHERE account_id = $1 AND hash = $2
      """;

  /** Of two who replace the codes at once the second waits, and replaces those of the first. */
  private static final String LOCK =
      """
      SELECT FROM two_factor WHERE account_id = $1 FOR NO KEY UPDATE
      """;

  private static final String FORGET_RECOVERY_CODES =
      """
      DELETE FROM recovery_codes WHERE account_id = $1
      """;

  private static final String KEEP_RECOVERY_CODES =
      """
      INSERT INTO recovery_codes (account_id, hash)
      SELECT account_id, hash FROM two_factor, unnest($2::bytea[]) AS hash
       WHERE account_id = $1 AND enabled_at IS NOT NULL
      """;

  private static final String DISABLE =
      """
      DELETE FROM two_factor WHERE account_id = $1
      """;

  private final Database database;

  TwoFactorRepository(Database database) {
    this.database = database;
  }

  Database database() {
    return database;
  }

  Future<GetTwoFactor.State> state(UUID account) {
    return database
        .query(STATE, account)
        .map(
            rows ->
                AccountRows.first(
                        rows,
                        row ->
                            new GetTwoFactor.State(
                                true,
                                AccountRows.instant(row, "enabled_at"),
                                row.getInteger("left")))
                    .orElseGet(() -> new GetTwoFactor.State(false, null, 0)));
  }

  Future<Optional<Secret>> enabled(UUID account) {
    return secret(account, true);
  }

  Future<Optional<Secret>> begun(UUID account) {
    return secret(account, false);
  }

  /** False when it is on already. */
  Future<Boolean> begin(UUID account, byte[] sealed) {
    return database.query(BEGIN, account, Buffer.buffer(sealed)).map(rows -> rows.rowCount() == 1);
  }

  /** False when it is on already, or was begun anew meanwhile. */
  Future<Boolean> enable(SqlConnection transaction, UUID account, Secret secret, long step) {
    return Database.query(transaction, ENABLE, account, Buffer.buffer(secret.sealed()), step)
        .map(rows -> rows.rowCount() == 1);
  }

  /** False when a code of that step or a later one was taken before. */
  Future<Boolean> useStep(UUID account, long step) {
    return database.query(USE_STEP, account, step).map(rows -> rows.rowCount() == 1);
  }

  Future<Void> reseal(UUID account, Secret old, byte[] sealed) {
    return database
        .query(RESEAL, account, Buffer.buffer(old.sealed()), Buffer.buffer(sealed))
        .mapEmpty();
  }

  Future<Boolean> useRecoveryCode(UUID account, byte[] hash) {
    return database
        .query(USE_RECOVERY_CODE, account, Buffer.buffer(hash))
        .map(rows -> rows.rowCount() == 1);
  }

  /** In place of those before; false when the second factor is off. */
  Future<Boolean> replaceRecoveryCodes(
      SqlConnection transaction, UUID account, RecoveryCodes codes) {
    Buffer[] hashes = Arrays.stream(codes.hashes()).map(Buffer::buffer).toArray(Buffer[]::new);
    return Database.query(transaction, LOCK, account)
        .compose(locked -> Database.query(transaction, FORGET_RECOVERY_CODES, account))
        .compose(forgotten -> Database.query(transaction, KEEP_RECOVERY_CODES, account, hashes))
        .map(rows -> rows.rowCount() == RecoveryCodes.COUNT);
  }

  /** False when it was off. */
  static Future<Boolean> disable(SqlConnection transaction, UUID account) {
    return Database.query(transaction, DISABLE, account).map(rows -> rows.rowCount() == 1);
  }

  private Future<Optional<Secret>> secret(UUID account, boolean enabled) {
    return database
        .query(SECRET, account, enabled)
        .map(
            rows -> AccountRows.first(rows, row -> new Secret(row.getBuffer("secret").getBytes())));
  }
}
