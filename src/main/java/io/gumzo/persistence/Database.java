package io.gumzo.persistence;

import io.gumzo.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL, as the capabilities' repositories see it. */
public final class Database {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final String UNIQUE_VIOLATION = "23505";

  /**
   * Beginnings of SQL states: connections, resources, the administrator (also the time-out of a
   * statement), serialization and deadlocks.
   */
  private static final List<String> PASSING = List.of("08", "53", "57", "40", "25P03");

  private final Pool pool;
  private final Supplier<SqlClient> singleConnection;

  Database(Pool pool, Supplier<SqlClient> singleConnection) {
    this.pool = pool;
    this.singleConnection = singleConnection;
  }

  /** One prepared statement, committed by itself. */
  public Future<RowSet<Row>> query(String sql, Object... parameters) {
    return query(pool, sql, parameters);
  }

  /** A connection of its own, beside those of the pool; it ends with the verticle. */
  public Pipeline pipeline() {
    return new Pipeline(singleConnection.get());
  }

  static Future<RowSet<Row>> query(SqlClient client, String sql, Object... parameters) {
    return known(client.preparedQuery(sql).execute(Tuple.wrap(parameters)));
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
    return known(pool.withTransaction(work));
  }

  /** True when a row with the same key exists; {@code index} names the index that says so. */
  public static boolean isUniqueViolation(Throwable failure, String index) {
    return failure instanceof PgException pg
        && UNIQUE_VIOLATION.equals(pg.getSqlState())
        && index.equals(pg.getConstraint());
  }

  /** Whatever passes by itself becomes {@code UNAVAILABLE}: asking again later may succeed. */
  private static <T> Future<T> known(Future<T> answer) {
    return answer.recover(
        failure -> {
          if (!isPassing(failure)) {
            return Future.failedFuture(failure);
          }
          LOG.warn("PostgreSQL does not answer: {}", failure.toString());
          return Future.failedFuture(Problem.unavailable("PostgreSQL does not answer"));
        });
  }

  private static boolean isPassing(Throwable failure) {
    return failure instanceof PgException pg
        ? PASSING.stream().anyMatch(String.valueOf(pg.getSqlState())::startsWith)
        : failure instanceof IOException
            || failure instanceof VertxException
            || failure instanceof NoStackTraceThrowable; // the pool's way to say "not in time"
  }
}
