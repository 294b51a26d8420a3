package io.gumzo.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One PostgreSQL on the loopback address, its cluster in {@code <data>/postgres}.
 *
 * <p>It runs in a session of its own, so that Ctrl-C in the terminal does not reach it before the
 * nodes are done.
 */
final class PostgresServer implements Server {
  static final String USER = "gumzo";
  static final String DATABASE = "gumzo";
  private static final String PASSWORD_FILE = "gumzo.password";
  private static final int ATTEMPTS = 50;
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

  private final Path folder;
  private final Path cluster;
  private final Path log;
  private final Path home;
  private final String version;
  private final int maxConnections;
  private final NotRoot notRoot;
  private String password;
  private int port;

  /** {@code home} holds {@code bin/postgres} of {@code version}. */
  PostgresServer(Path data, Path home, String version, int maxConnections) throws IOException {
    this(data, home, version, maxConnections, NotRoot.choose(data));
  }

  PostgresServer(Path data, Path home, String version, int maxConnections, NotRoot notRoot)
      throws IOException {
    this.folder = data;
    this.cluster = data.resolve("postgres");
    this.log = Files.createDirectories(data.resolve("logs")).resolve("postgres.log");
    this.home = home;
    this.version = version;
    this.maxConnections = maxConnections;
    this.notRoot = notRoot;
    notRoot.pass(data);
    notRoot.pass(log.getParent());
  }

  @Override
  public String name() {
    return "PostgreSQL " + version.replaceAll("\\.0$", "");
  }

  @Override
  public String url() {
    return url(password, port);
  }

  /** Where the PostgreSQL of {@code data} is reached; empty when it does not run. */
  static Optional<String> running(Path data) throws IOException {
    var cluster = data.resolve("postgres");
    var running = PostmasterFile.read(cluster).filter(PostmasterFile::isPostgres);
    return running.isEmpty()
        ? Optional.empty()
        : Optional.of(url(password(cluster), running.get().port()));
  }

  private static String url(String password, int port) {
    return "postgres://%s:%s@127.0.0.1:%d/%s".formatted(USER, password, port, DATABASE);
  }

  @Override
  public boolean runs() {
    return PostmasterFile.read(cluster).filter(PostmasterFile::isPostgres).isPresent();
  }

  @Override
  public boolean adopt() throws IOException {
    var running = PostmasterFile.read(cluster).filter(PostmasterFile::isPostgres);
    if (running.isEmpty()) {
      return false;
    }
    password = password(cluster);
    port = running.get().port();
    var fits = new PostgresProbe(port, password).awaitFitting(cluster, version, maxConnections);
    if (!fits) {
      stop();
    }
    return fits;
  }

  @Override
  public void start() throws IOException {
    Trees.deleteLeftovers(folder, "postgres.half");
    if (!Files.exists(cluster.resolve("PG_VERSION"))) {
      initialise();
    }
    refuseOtherMajor();
    password = password(cluster);
    notRoot.own(cluster);
    PostmasterFile.forgetRecycledPid(cluster);
    launch();
    new PostgresProbe(port, password).createDatabase();
  }

  @Override
  public void stop() throws IOException {
    if (!runs()) {
      return;
    }
    for (var mode : List.of("fast", "immediate")) {
      if (tool(STOP_LIMIT, control("stop", "-m", mode, "-t", "30")).succeeded()) {
        return;
      }
    }
    throw new EmbeddedException("PostgreSQL does not stop, see %s.".formatted(log));
  }

  /**
   * Again when the port was taken meanwhile, or children of a killed PostgreSQL are not gone yet.
   */
  private void launch() throws IOException {
    for (var attempt = 1; ; attempt++) {
      Files.deleteIfExists(log);
      notRoot.own(Files.createFile(log));
      port = Ports.free(port);
      var result =
          tool(START_LIMIT, control("start", "-l", log.toString(), "-t", "100", "-o", options()));
      if (result.succeeded()) {
        return;
      }
      var told = Files.exists(log) ? Files.readString(log) : "";
      var passing = told.contains("Address already in use") || told.contains("still in use");
      if (attempt == ATTEMPTS || !passing) {
        throw new EmbeddedException(
            "PostgreSQL did not start: %s (see %s)"
                .formatted(
                    new Tool.Result(1, told.isBlank() ? result.output() : told).reason(), log));
      }
      port = 0;
      Processes.pause(100);
    }
  }

  /** Beside its place and then moved, so that a cluster is whole or missing. */
  private void initialise() throws IOException {
    var half = Files.createTempDirectory(folder, "postgres.half");
    var secret = Passwords.make();
    var secretFile = half.resolve("password");
    Passwords.write(secretFile, secret);
    notRoot.own(half);
    var fresh = half.resolve("cluster");
    var result =
        tool(
            START_LIMIT,
            List.of(
                executable("initdb"),
                "--pgdata=" + fresh,
                "--username=" + USER,
                "--auth=scram-sha-256",
                "--pwfile=" + secretFile,
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--locale=C.UTF-8",
                "--data-checksums"));
    if (!result.succeeded()) {
      Trees.delete(half);
      throw new EmbeddedException(
          "PostgreSQL cannot make %s: %s".formatted(cluster, result.reason()));
    }
    Files.move(secretFile, fresh.resolve(PASSWORD_FILE));
    Files.move(fresh, cluster, StandardCopyOption.ATOMIC_MOVE);
    Trees.delete(half);
  }

  private void refuseOtherMajor() throws IOException {
    var made = Files.readString(cluster.resolve("PG_VERSION")).strip();
    if (!version.startsWith(made + ".")) {
      throw new EmbeddedException(
          "%s was made by PostgreSQL %s, and PostgreSQL %s comes with this Gumzo: dump it with the old Gumzo first."
              .formatted(cluster, made, version));
    }
  }

  private static String password(Path cluster) throws IOException {
    return Files.readString(cluster.resolve(PASSWORD_FILE)).strip();
  }

  private String options() {
    return String.join(
        " ",
        "-p " + port,
        "-c listen_addresses=127.0.0.1",
        "-c unix_socket_directories=''",
        "-c max_connections=" + maxConnections,
        "-c timezone=UTC",
        "-c log_timezone=UTC",
        "-c logging_collector=off");
  }

  private List<String> control(String action, String... more) {
    var command =
        new java.util.ArrayList<>(
            List.of(executable("pg_ctl"), action, "-w", "-D", cluster.toString()));
    command.addAll(List.of(more));
    return command;
  }

  private String executable(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  private Tool.Result tool(Duration limit, List<String> command) throws IOException {
    return Tool.run(folder, limit, notRoot.command(command));
  }
}
