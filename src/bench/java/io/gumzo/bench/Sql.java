package io.gumzo.bench;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** One connection to a database of the lab, to prepare it and to look at it. */
final class Sql implements AutoCloseable {
  private final String url;
  private final Connection connection;

  /**
   * @param url {@code postgres://user:password@host:port/database}
   */
  Sql(String url) {
    this.url = url;
    this.connection = connect(url);
  }

  static Connection connect(String url) {
    URI uri = URI.create(url);
    String[] user = uri.getUserInfo().split(":", 2);
    try {
      return DriverManager.getConnection(
          "jdbc:postgresql://%s:%d%s".formatted(uri.getHost(), uri.getPort(), uri.getPath()),
          user[0],
          user[1]);
    } catch (SQLException failed) {
      throw new BenchFailure(
          BenchFailure.Reason.SERVER, "PostgreSQL: " + failed.getMessage(), failed);
    }
  }

  String url() {
    return url;
  }

  void run(String sql) {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failed) {
      throw new BenchFailure(
          BenchFailure.Reason.SERVER, "PostgreSQL: " + failed.getMessage(), failed);
    }
  }

  /** The number that a query gives. */
  long number(String sql) {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException failed) {
      throw new BenchFailure(
          BenchFailure.Reason.SERVER, "PostgreSQL: " + failed.getMessage(), failed);
    }
  }

  /** The text that a query gives. */
  String text(String sql) {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException failed) {
      throw new BenchFailure(
          BenchFailure.Reason.SERVER, "PostgreSQL: " + failed.getMessage(), failed);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
