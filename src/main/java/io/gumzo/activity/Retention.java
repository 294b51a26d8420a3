package io.gumzo.activity;

import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/**
 * Forgets what is older than the setting says: in slices, each a transaction of its own, by one
 * node at a time.
 */
final class Retention {
  private static final long TURN = 0x67756d7a6f_0002L;
  private static final int SLICE = 5_000;

  private static final String TAKE_TURN =
      """
      SELECT pg_try_advisory_xact_lock($1) AS mine
      """;

  private static final String FORGET_ACTIVITY =
      """
      DELETE FROM activity
       WHERE position IN (SELECT position FROM activity
                           WHERE at < clock_timestamp() - make_interval(days => $1)
                           ORDER BY at LIMIT $2)
      """;

  private static final String FORGET_ERRORS =
      """
      DELETE FROM errors WHERE last_at < clock_timestamp() - make_interval(days => $1)
      """;

  private final Database database;
  private final int days;

  Retention(Database database, int days) {
    this.database = database;
    this.days = days;
  }

  /** Answers how many entries of the activity log went; 0 when another node is at it. */
  Future<Long> forget() {
    return slice()
        .compose(
            gone ->
                gone < SLICE
                    ? Future.succeededFuture((long) gone)
                    : forget().map(more -> more + gone));
  }

  private Future<Integer> slice() {
    return database.transaction(
        transaction ->
            Database.query(transaction, TAKE_TURN, TURN)
                .compose(
                    rows ->
                        rows.iterator().next().getBoolean("mine")
                            ? forget(transaction)
                            : Future.succeededFuture(0)));
  }

  private Future<Integer> forget(SqlConnection transaction) {
    return Database.query(transaction, FORGET_ERRORS, days)
        .compose(forgotten -> Database.query(transaction, FORGET_ACTIVITY, days, SLICE))
        .map(rows -> rows.rowCount());
  }
}
