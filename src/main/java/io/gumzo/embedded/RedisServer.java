package io.gumzo.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One Redis on the loopback address, its files in {@code <data>/redis}.
 *
 * <p>What it holds can be made again, so nothing is written while it runs; a clean stop saves once,
 * which keeps throttles and caches over a restart.
 */
final class RedisServer implements Server {
  private static final String PID_FILE = "redis.pid";
  private static final String EXECUTABLE = "redis-server";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

  private final Path folder;
  private final Path pidFile;
  private final Path log;
  private final Path executable;
  private final String version;
  private RedisSettings settings = new RedisSettings(0, Passwords.make());

  RedisServer(Path data, Path executable, String version) throws IOException {
    this.folder = data.resolve("redis");
    Trees.createPrivate(folder);
    this.pidFile = folder.resolve(PID_FILE);
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
    return settings.url();
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
    var preferredPort = settings.port();
    for (var attempt = 1; ; attempt++) {
      settings = new RedisSettings(Ports.free(preferredPort), settings.password());
      var file = settings.write(folder, pidFile, log);
      var result = Tool.run(folder, START_LIMIT, List.of(executable.toString(), file.toString()));
      if (result.succeeded() && awaitReady()) {
        break;
      }
      if (attempt == 3) {
        var told = Files.exists(log) ? Files.readString(log) : result.output();
        throw new EmbeddedException(
            "Redis did not start: %s (see %s)".formatted(new Tool.Result(1, told).reason(), log));
      }
      preferredPort = 0;
    }
    // Read once; after a crash it would bring back what was long ago.
    Files.deleteIfExists(folder.resolve("dump.rdb"));
  }

  @Override
  public void stop() throws IOException {
    if (!runs()) {
      return;
    }
    try (var connection = new RedisConnection(settings.port(), settings.password())) {
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

  /** Where the Redis of {@code data} is reached; empty when it does not run. */
  static Optional<String> running(Path data) throws IOException {
    var folder = data.resolve("redis");
    return Processes.runs(pid(folder.resolve(PID_FILE)), EXECUTABLE)
        ? RedisSettings.read(folder).map(RedisSettings::url)
        : Optional.empty();
  }

  private long pid() {
    return pid(pidFile);
  }

  private static long pid(Path file) {
    try {
      return Long.parseLong(Files.readString(file).strip());
    } catch (IOException | NumberFormatException none) {
      return 0;
    }
  }

  private boolean isOurs() {
    try (var connection = new RedisConnection(settings.port(), settings.password())) {
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
      try (var connection = new RedisConnection(settings.port(), settings.password())) {
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
    var found = RedisSettings.read(folder);
    found.ifPresent(read -> settings = read);
    return found.isPresent();
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
