package io.gumzo.persistence;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;

/**
 * One connection to PostgreSQL, on which a statement is sent without waiting for the answer to the
 * one before. They run in the order in which they were given, and each is committed by itself: one
 * that fails does not keep the next from running. When the connection breaks, all that are under
 * way fail, and the next one makes another.
 */
public final class Pipeline {
  private final SqlClient connection;

  Pipeline(SqlClient connection) {
    this.connection = connection;
  }

  /** One prepared statement; fails as {@link Database#query(String, Object...)} does. */
  public Future<RowSet<Row>> query(String sql, Object... parameters) {
    return Database.query(connection, sql, parameters);
  }
}
