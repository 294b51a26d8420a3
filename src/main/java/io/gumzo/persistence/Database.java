package io.gumzo.persistence;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.function.Function;

/** PostgreSQL, as the capabilities' repositories see it. */
public final class Database {
  private static final String UNIQUE_VIOLATION = "23505";

  private final Pool pool;

  public Database(Pool pool) {
    this.pool = pool;
  }

  /** One prepared statement, committed by itself. */
  public Future<RowSet<Row>> query(String sql, Object... parameters) {
    return pool.preparedQuery(sql).execute(Tuple.wrap(parameters));
  }

  /** One prepared statement within a transaction. */
  public static Future<RowSet<Row>> query(
      SqlConnection transaction, String sql, Object... parameters) {
    return transaction.preparedQuery(sql).execute(Tuple.wrap(parameters));
  }

  /**
   * Commits when the work succeeds and before the result does; rolls back otherwise. The isolation
   * is READ COMMITTED.
   */
  public <T> Future<T> transaction(Function<SqlConnection, Future<T>> work) {
    return pool.withTransaction(work);
  }

  /** A connection to be given back by the work's end. */
  public <T> Future<T> connection(Function<SqlConnection, Future<T>> work) {
    return pool.withConnection(work);
  }

  /** True when a row with the same key exists; {@code index} names the index that says so. */
  public static boolean isUniqueViolation(Throwable failure, String index) {
    return failure instanceof PgException pg
        && UNIQUE_VIOLATION.equals(pg.getSqlState())
        && index.equals(pg.getConstraint());
  }
}
