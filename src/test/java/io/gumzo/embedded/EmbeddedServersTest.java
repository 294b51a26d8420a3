package io.gumzo.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gumzo.config.PostgresConfig;
import io.gumzo.config.RedisConfig;
import io.gumzo.config.Secret;
import io.gumzo.config.TlsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real servers in a real folder; each test ends with nothing left running. */
class EmbeddedServersTest {
  private static final int CONNECTIONS = 50;

  @TempDir Path data;
  private DataFolder folder;
  private final List<String> progress = new ArrayList<>();

  @BeforeEach
  void take() throws IOException {
    // Unpacked once for all tests.
    var unpacked = Files.createDirectories(Path.of("target/embedded").toAbsolutePath());
    Files.createSymbolicLink(data.resolve("bin"), unpacked);
    folder = DataFolder.open(data).orElseThrow();
  }

  @AfterEach
  void release() throws IOException {
    // Adopts whatever a test left behind, and stops it.
    start().close();
    folder.close();
    if (Files.isSymbolicLink(data.resolve("bin"))) {
      Files.delete(data.resolve("bin"));
    }
  }

  @Test
  void data_and_throttles_outlive_a_clean_stop() throws Exception {
    try (var servers = start()) {
      execute(servers, "CREATE TABLE kept (id int)");
      execute(servers, "INSERT INTO kept VALUES (42)");
      redis(servers, "SET", "kept", "42");
    }
    try (var servers = start()) {
      assertThat(query(servers, "SELECT id FROM kept")).isEqualTo("42");
      assertThat(redis(servers, "GET", "kept")).isEqualTo("42");
      assertThat(query(servers, "SHOW fsync")).isEqualTo("on");
      assertThat(query(servers, "SHOW data_checksums")).isEqualTo("on");
    }
    assertThat(progress).noneMatch(line -> line.contains("still runs"));
  }

  @Test
  void servers_of_a_killed_process_are_adopted_with_what_they_hold() throws Exception {
    folder.close();
    killKeeper();
    folder = DataFolder.open(data).orElseThrow();

    try (var servers = start()) {
      assertThat(progress)
          .containsExactly(
              "PostgreSQL 18.6 still runs from before, using it.",
              "Redis 7.0.15 still runs from before, using it.");
      assertThat(query(servers, "SELECT 1")).isEqualTo("1");
      assertThat(redis(servers, "PING")).isEqualTo("PONG");
    }
  }

  @Test
  void servers_that_were_killed_with_their_process_start_again() throws Exception {
    folder.close();
    killKeeper();
    kill(postgresPid());
    kill(redisPid());
    folder = DataFolder.open(data).orElseThrow();

    try (var servers = start()) {
      assertThat(query(servers, "SELECT 1")).isEqualTo("1");
      assertThat(redis(servers, "PING")).isEqualTo("PONG");
    }
  }

  @Test
  void a_postgres_for_fewer_connections_is_replaced() throws Exception {
    folder.close();
    killKeeper();
    folder = DataFolder.open(data).orElseThrow();

    try (var servers =
        EmbeddedServers.start(
            folder, EmbeddedServers.Wanted.both(CONNECTIONS + 30), progress::add)) {
      assertThat(query(servers, "SHOW max_connections")).isEqualTo("80");
      assertThat(progress).first().isEqualTo("Starting PostgreSQL 18.6 …");
    }
  }

  @Test
  void a_server_that_ends_by_itself_comes_back_on_its_port() throws Exception {
    try (var servers = start()) {
      kill(postgresPid());
      kill(redisPid());

      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .untilAsserted(
              () -> {
                assertThat(query(servers, "SELECT 1")).isEqualTo("1");
                assertThat(redis(servers, "PING")).isEqualTo("PONG");
              });
    }
  }

  @Test
  void a_process_number_that_somebody_else_got_is_no_obstacle() throws Exception {
    start().close();
    // As after a crash of the machine: the file names a process that lives and is not PostgreSQL.
    Files.writeString(
        data.resolve("postgres/postmaster.pid"),
        "%d\n%s\n1\n5432\n\n127.0.0.1\n"
            .formatted(ProcessHandle.current().pid(), data.resolve("postgres")));
    Files.writeString(
        data.resolve("redis/redis.pid"), Long.toString(ProcessHandle.current().pid()));

    try (var servers = start()) {
      assertThat(query(servers, "SELECT 1")).isEqualTo("1");
      assertThat(redis(servers, "PING")).isEqualTo("PONG");
    }
  }

  @Test
  void halves_of_an_interrupted_first_start_are_cleared_away() throws Exception {
    var half = Files.createDirectories(data.resolve("postgres.half123/cluster"));
    Files.writeString(half.resolve("PG_VERSION"), "18\n");
    Files.delete(data.resolve("bin"));
    var unpacked = Files.createDirectories(data.resolve("bin/postgres-18.6.0.half9/bin"));
    Files.writeString(unpacked.resolve("postgres"), "half", StandardOpenOption.CREATE_NEW);

    try (var servers = start()) {
      assertThat(query(servers, "SELECT 1")).isEqualTo("1");
    }
    assertThat(data.resolve("postgres.half123")).doesNotExist();
    assertThat(data.resolve("bin/postgres-18.6.0.half9")).doesNotExist();
  }

  @Test
  void a_cluster_of_another_major_version_is_refused_in_one_line() throws Exception {
    start().close();
    var versionFile = data.resolve("postgres/PG_VERSION");
    Files.writeString(versionFile, "17\n");

    assertThatThrownBy(this::start)
        .isInstanceOf(EmbeddedException.class)
        .hasMessageContaining("was made by PostgreSQL 17")
        .satisfies(thrown -> assertThat(thrown.getMessage().lines()).hasSize(1));
    Files.writeString(versionFile, "18\n");
  }

  @Test
  void the_passwords_are_for_their_owner_alone() throws Exception {
    start().close();

    for (var file : List.of("postgres/gumzo.password", "redis/redis.conf")) {
      assertThat(Files.getPosixFilePermissions(data.resolve(file)))
          .hasToString("[OWNER_READ, OWNER_WRITE]");
    }
  }

  private EmbeddedServers start() {
    return EmbeddedServers.start(folder, EmbeddedServers.Wanted.both(CONNECTIONS), progress::add);
  }

  /** Starts the servers from another process and kills that. */
  private void killKeeper() throws IOException, InterruptedException {
    var keeper =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                KeepServers.class.getName(),
                data.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var lines = keeper.inputReader()) {
      assertThat(lines.lines().anyMatch(line -> line.startsWith("READY"))).isTrue();
    } finally {
      keeper.destroyForcibly().waitFor();
    }
  }

  private long postgresPid() throws IOException {
    return Long.parseLong(Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst());
  }

  private long redisPid() throws IOException {
    return Long.parseLong(Files.readString(data.resolve("redis/redis.pid")).strip());
  }

  private static void kill(long pid) {
    var process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  private static void execute(EmbeddedServers servers, String sql) throws SQLException {
    try (var connection = connect(servers);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(EmbeddedServers servers, String sql) throws SQLException {
    try (var connection = connect(servers);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private static Connection connect(EmbeddedServers servers) throws SQLException {
    var config =
        new PostgresConfig(
            servers.postgresUrl().orElseThrow(), "", new Secret(""), 1, 1000, 1000, TlsConfig.NONE);
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s".formatted(config.host(), config.port(), config.database()),
        config.effectiveUser(),
        config.effectivePassword().value());
  }

  private static String redis(EmbeddedServers servers, String... command) throws IOException {
    var config = new RedisConfig(servers.redisUrl().orElseThrow(), 1000, TlsConfig.NONE);
    try (var connection = new RedisConnection(config.port(), config.password().value())) {
      return connection.ask(command);
    }
  }
}
