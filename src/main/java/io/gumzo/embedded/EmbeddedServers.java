package io.gumzo.embedded;

import io.gumzo.BuildInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/** The servers of one data folder. The caller holds the folder ({@link DataFolder}). */
public final class EmbeddedServers implements AutoCloseable {
  private final Deque<Guard> guards = new ArrayDeque<>();
  private Optional<String> postgresUrl = Optional.empty();
  private Optional<String> redisUrl = Optional.empty();

  private EmbeddedServers() {}

  /**
   * Which servers are wanted.
   *
   * @param maxConnections that PostgreSQL must allow at least
   */
  public record Wanted(boolean postgres, boolean redis, int maxConnections) {
    /** Both, for {@code maxConnections}. */
    public static Wanted both(int maxConnections) {
      return new Wanted(true, true, maxConnections);
    }
  }

  /**
   * Starts what is wanted, or adopts what a killed process left running. Takes a second or two, the
   * first time some more. A server that ends by itself is started again on its old port until
   * {@link #close}.
   *
   * @param progress is told each step, in words for people
   * @throws EmbeddedException in one line, after stopping what was started
   */
  public static EmbeddedServers start(DataFolder folder, Wanted wanted, Consumer<String> progress) {
    var servers = new EmbeddedServers();
    try {
      servers.startAll(folder.path(), wanted, progress);
      return servers;
    } catch (IOException failed) {
      servers.close();
      throw DataFolder.unusable(folder.path(), failed);
    } catch (RuntimeException failed) {
      servers.close();
      throw failed;
    }
  }

  /** {@code postgres://user:password@127.0.0.1:port/database}. */
  public Optional<String> postgresUrl() {
    return postgresUrl;
  }

  /** {@code redis://:password@127.0.0.1:port/0}. */
  public Optional<String> redisUrl() {
    return redisUrl;
  }

  /** Stops them, the last started first. */
  @Override
  public void close() {
    while (!guards.isEmpty()) {
      guards.pop().close();
    }
  }

  private void startAll(Path data, Wanted wanted, Consumer<String> progress) throws IOException {
    var build = BuildInfo.read();
    var binaries = new Binaries(data.resolve("bin"), Platform.current());
    if (wanted.postgres()) {
      var home = binaries.postgres(build.postgres());
      postgresUrl =
          Optional.of(
              run(
                  new PostgresServer(data, home, build.postgres(), wanted.maxConnections()),
                  progress));
    }
    if (wanted.redis()) {
      redisUrl =
          Optional.of(
              run(new RedisServer(data, binaries.redis(build.redis()), build.redis()), progress));
    }
  }

  private String run(Server server, Consumer<String> progress) throws IOException {
    if (server.adopt()) {
      progress.accept("%s still runs from before, using it.".formatted(server.name()));
    } else {
      progress.accept("Starting %s …".formatted(server.name()));
      server.start();
    }
    guards.push(new Guard(server));
    return server.url();
  }
}
