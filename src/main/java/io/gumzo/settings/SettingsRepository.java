package io.gumzo.settings;

import io.gumzo.persistence.Database;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.settings.Settings.WhoMayMessage;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.UUID;

/** The table {@code settings}. */
final class SettingsRepository {
  private static final String READ = "SELECT chosen, position FROM settings WHERE account_id = $1";

  /** Who deletes an account changes its row first, and waits for this or is waited for. */
  private static final String PRESENT =
      "SELECT FROM accounts WHERE id = $1 AND deleted_at IS NULL FOR SHARE";

  /** The same, and nobody changes what is between this account and another one meanwhile. */
  private static final String ALONE =
      "SELECT FROM accounts WHERE id = $1 AND deleted_at IS NULL FOR NO KEY UPDATE";

  private static final String LOCK = "SELECT FROM streams WHERE id = $1 FOR UPDATE";

  private static final String WRITE =
      """
      INSERT INTO settings (account_id, chosen, position) VALUES ($1, $2, $3)
      ON CONFLICT (account_id) DO UPDATE SET chosen = excluded.chosen, position = excluded.position
      """;

  /**
   * What somebody chose.
   *
   * @param byDefault for whoever has not chosen
   */
  record Chosen(JsonObject json, long position, WhoMayMessage byDefault) {
    StoredSettings stored() {
      return new StoredSettings(Settings.of(json, byDefault), position);
    }
  }

  private final Database database;
  private final WhoMayMessage byDefault;

  SettingsRepository(Database database, WhoMayMessage byDefault) {
    this.database = database;
    this.byDefault = byDefault;
  }

  Future<Chosen> read(UUID account) {
    return database.query(READ, account).map(this::chosen);
  }

  /**
   * The account stays until the transaction ends. Fails with {@code UNAUTHENTICATED} when it was
   * deleted.
   *
   * @param alone nobody changes meanwhile what is between it and others
   */
  static Future<Void> lockAccount(SqlConnection transaction, UUID account, boolean alone) {
    return Database.query(transaction, alone ? ALONE : PRESENT, account)
        .compose(
            present ->
                present.size() == 1
                    ? Future.succeededFuture()
                    : Future.failedFuture(Problem.of(ProblemType.UNAUTHENTICATED)));
  }

  /**
   * As it is until the transaction ends: whoever else changes it waits for the personal stream. The
   * lock has a statement of its own, since a statement that waited still reads what was before.
   */
  Future<Chosen> lock(SqlConnection transaction, UUID account) {
    return Database.query(transaction, LOCK, account)
        .compose(locked -> Database.query(transaction, READ, account))
        .map(this::chosen);
  }

  static Future<Void> write(SqlConnection transaction, UUID account, Chosen chosen) {
    return Database.query(transaction, WRITE, account, chosen.json(), chosen.position()).mapEmpty();
  }

  private Chosen chosen(RowSet<Row> rows) {
    if (rows.size() == 0) {
      return new Chosen(new JsonObject(), 0, byDefault);
    }
    Row row = rows.iterator().next();
    return new Chosen(row.getJsonObject("chosen"), row.getLong("position"), byDefault);
  }
}
