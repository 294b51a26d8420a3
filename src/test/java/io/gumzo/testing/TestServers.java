package io.gumzo.testing;

import io.gumzo.config.RedisConfig;
import io.gumzo.config.TlsConfig;
import io.gumzo.embedded.DataFolder;
import io.gumzo.embedded.EmbeddedServers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL and one Redis for all tests of this JVM; each asks for a part of its own. */
public final class TestServers {
  /** For {@link #count}: those who wait until somebody else lets go of rows. */
  public static final String WAITING_FOR_LOCKS =
      "pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";

  private static final int MAX_CONNECTIONS = 200;
  private static final int REDIS_DATABASES = 16;
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final AtomicInteger REDISES = new AtomicInteger();

  private TestServers() {}

  /** An empty database: {@code postgres://user:password@127.0.0.1:port/name}. */
  public static String freshPostgresUrl() {
    String url = Running.SERVERS.postgresUrl().orElseThrow();
    String name = "test_" + DATABASES.incrementAndGet();
    execute(url, "CREATE DATABASE " + name);
    return url.substring(0, url.lastIndexOf('/') + 1) + name;
  }

  /**
   * An emptied one of a few numbered databases: a test class uses one, or a few and each for a
   * while.
   */
  public static RedisConfig redis() {
    String url = Running.SERVERS.redisUrl().orElseThrow();
    int database = REDISES.getAndIncrement() % REDIS_DATABASES;
    var config =
        new RedisConfig(
            url.substring(0, url.lastIndexOf('/') + 1) + database, 3_000, TlsConfig.NONE);
    empty(config);
    return config;
  }

  private static void empty(RedisConfig redis) {
    try (var socket = new Socket(redis.host(), redis.port())) {
      socket.setSoTimeout(redis.timeoutMillis());
      String commands =
          "AUTH %s\r\nSELECT %d\r\nFLUSHDB\r\n"
              .formatted(redis.password().value(), redis.database());
      socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
      var answers =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      for (int command = 0; command < 3; command++) {
        String answer = answers.readLine();
        if (!"+OK".equals(answer)) {
          throw new IllegalStateException("Redis answered " + answer);
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** For what takes more than the tested code to set up or to look at. */
  public static void execute(String postgresUrl, String sql) {
    try (var connection = connect(postgresUrl);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /**
   * How many rows there are.
   *
   * @param from what follows {@code FROM}
   */
  public static long count(String postgresUrl, String from) {
    try (var connection = connect(postgresUrl);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM " + from)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  public static Connection connect(String postgresUrl) throws SQLException {
    URI uri = URI.create(postgresUrl);
    String[] user = uri.getUserInfo().split(":", 2);
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d%s".formatted(uri.getHost(), uri.getPort(), uri.getPath()),
        user[0],
        user[1]);
  }

  private static final class Running {
    private static final EmbeddedServers SERVERS = start();

    private static EmbeddedServers start() {
      Path path = Path.of("target", "test-servers", Long.toString(ProcessHandle.current().pid()));
      var folder = DataFolder.open(path.toAbsolutePath()).orElseThrow();
      var servers =
          EmbeddedServers.start(
              folder, EmbeddedServers.Wanted.both(MAX_CONNECTIONS), progress -> {});
      Runtime.getRuntime().addShutdownHook(new Thread(servers::close));
      return servers;
    }
  }
}
