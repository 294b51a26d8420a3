package io.gumzo.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;

/** Asks a PostgreSQL on the loopback address who it is. */
final class PostgresProbe {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String STARTING_UP = "57P03";
  private static final String NO_SUCH_DATABASE = "3D000";

  private final int port;
  private final String password;

  PostgresProbe(int port, String password) {
    this.port = port;
    this.password = password;
  }

  /**
   * Waits while it recovers; false when it does not answer, or was started by another version or
   * for fewer connections.
   */
  boolean awaitFitting(Path cluster, String version, int maxConnections) {
    var deadline = Instant.now().plus(PATIENCE);
    while (true) {
      try (var connection = connect("postgres")) {
        return cluster
                .toRealPath()
                .equals(Path.of(setting(connection, "data_directory")).toRealPath())
            && version.startsWith(setting(connection, "server_version") + ".")
            && Integer.parseInt(setting(connection, "max_connections")) >= maxConnections
            && ensureDatabase();
      } catch (SQLException failed) {
        if (!STARTING_UP.equals(failed.getSQLState()) || Instant.now().isAfter(deadline)) {
          return false;
        }
        Processes.pause(100);
      } catch (IOException gone) {
        return false;
      }
    }
  }

  void createDatabase() {
    try {
      ensureDatabase();
    } catch (SQLException failed) {
      throw new EmbeddedException(
          "PostgreSQL runs but does not serve: " + failed.getMessage(), failed);
    }
  }

  private boolean ensureDatabase() throws SQLException {
    try (var connection = connect(PostgresServer.DATABASE)) {
      return connection.isValid(5);
    } catch (SQLException failed) {
      if (!NO_SUCH_DATABASE.equals(failed.getSQLState())) {
        throw failed;
      }
    }
    try (var connection = connect("postgres");
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + PostgresServer.DATABASE);
      return true;
    }
  }

  private Connection connect(String database) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", PostgresServer.USER);
    properties.setProperty("password", password);
    properties.setProperty("loginTimeout", "5");
    properties.setProperty("sslmode", "disable");
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), properties);
  }

  private static String setting(Connection connection, String name) throws SQLException {
    try (var statement = connection.prepareStatement("SELECT current_setting(?)")) {
      statement.setString(1, name);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }
}
