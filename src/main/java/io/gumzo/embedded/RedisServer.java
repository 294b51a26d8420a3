package io.gumzo.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One Redis on the loopback address, its files in {@code <data>/redis}.
 *
 * <p>What it holds can be made again, so nothing is written while it runs; a clean stop saves once,
 * which keeps throttles and caches over a restart.
 */
final class RedisServer implements Server {
  private static final String EXECUTABLE = "redis-server";
  private static final Duration START_LIMIT = Duration.ofSeconds(20);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

  private final Path folder;
  private final Path settings;
  private final Path pidFile;
  private final Path log;
  private final Path executable;
  private final String version;
  private String password = Passwords.make();
  private int port;

  RedisServer(Path data, Path executable, String version) throws IOException {
    this.folder = data.resolve("redis");
    Trees.createPrivate(folder);
    this.settings = folder.resolve("redis.conf");
    this.pidFile = folder.resolve("redis.pid");
    this.log = Files.createDirectories(data.resolve("logs")).resolve("redis.log");
    this.executable = executable;
    this.version = version;
  }

  @Override
  public String name() {
    return "Redis " + version;
  }

  @Override
  public String url() {
    return "redis://:%s@127.0.0.1:%d/0".formatted(password, port);
  }

  @Override
  public boolean runs() {
    return Processes.runs(pid(), EXECUTABLE);
  }

  @Override
  public boolean adopt() throws IOException {
    if (!runs() || !readSettings()) {
      stop();
      return false;
    }
    var fits = isOurs();
    if (!fits) {
      stop();
    }
    return fits;
  }

  @Override
  public void start() throws IOException {
    Files.deleteIfExists(log);
    for (var attempt = 1; ; attempt++) {
      port = Ports.free(port);
      Passwords.write(settings, text());
      var result =
          Tool.run(folder, START_LIMIT, List.of(executable.toString(), settings.toString()));
      if (result.succeeded() && awaitReady()) {
        break;
      }
      if (attempt == 3) {
        var told = Files.exists(log) ? Files.readString(log) : result.output();
        throw new EmbeddedException(
            "Redis did not start: %s (see %s)".formatted(new Tool.Result(1, told).reason(), log));
      }
      port = 0;
    }
    // Read once; after a crash it would bring back what was long ago.
    Files.deleteIfExists(folder.resolve("dump.rdb"));
  }

  @Override
  public void stop() throws IOException {
    if (!runs()) {
      return;
    }
    try (var connection = new RedisConnection(port, password)) {
      connection.send("SHUTDOWN", "SAVE");
    } catch (IOException unreachable) {
      ProcessHandle.of(pid()).ifPresent(ProcessHandle::destroy);
    }
    if (!awaitEnd()) {
      ProcessHandle.of(pid()).ifPresent(ProcessHandle::destroyForcibly);
      if (!awaitEnd()) {
        throw new EmbeddedException(
            "Redis (process %d) does not stop, see %s.".formatted(pid(), log));
      }
    }
    Files.deleteIfExists(pidFile);
  }

  private long pid() {
    try {
      return Long.parseLong(Files.readString(pidFile).strip());
    } catch (IOException | NumberFormatException none) {
      return 0;
    }
  }

  private boolean isOurs() {
    try (var connection = new RedisConnection(port, password)) {
      return connection.ask("CONFIG", "GET", "dir").contains(folder.toRealPath().toString())
          && connection.ask("INFO", "server").contains("redis_version:" + version);
    } catch (IOException strange) {
      return false;
    }
  }

  /** It answers only once it has read what it saved. */
  private boolean awaitReady() throws IOException {
    var deadline = Instant.now().plus(START_LIMIT);
    while (Instant.now().isBefore(deadline)) {
      try (var connection = new RedisConnection(port, password)) {
        if (connection.ask("PING").equals("PONG")) {
          return isOurs();
        }
      } catch (IOException notYet) {
        if (Files.exists(log) && Files.readString(log).contains("Address already in use")) {
          return false;
        }
      }
      Processes.pause(10);
    }
    return false;
  }

  private boolean readSettings() throws IOException {
    if (!Files.exists(settings)) {
      return false;
    }
    var text = Files.readString(settings);
    var foundPort = find("port", text);
    var foundPassword = find("requirepass", text);
    if (foundPort.isEmpty() || foundPassword.isEmpty()) {
      return false;
    }
    port = Integer.parseInt(foundPort.get());
    password = foundPassword.get();
    return true;
  }

  private static Optional<String> find(String name, String text) {
    var matcher = Pattern.compile("^" + name + " (\\w+)$", Pattern.MULTILINE).matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private String text() {
    return """
        # Written by Gumzo at every start.
        bind 127.0.0.1
        port %d
        protected-mode yes
        requirepass %s
        daemonize yes
        pidfile "%s"
        logfile "%s"
        dir "%s"
        save ""
        appendonly no
        maxmemory-policy noeviction
        """
        .formatted(port, password, pidFile, log, folder);
  }

  private boolean awaitEnd() {
    var deadline = Instant.now().plus(STOP_LIMIT);
    while (runs()) {
      if (Instant.now().isAfter(deadline)) {
        return false;
      }
      Processes.pause(20);
    }
    return true;
  }
}
