package io.gumzo.redis;

import io.gumzo.config.RedisConfig;
import io.gumzo.config.TlsConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A real Redis with a password for a test that stops, freezes or empties it. It keeps nothing over
 * a stop.
 */
public final class OwnRedis implements AutoCloseable {
  private static final String PASSWORD = "siri";
  private static final Path EXECUTABLE = extract();

  private final int port = freePort();
  private Process process;

  public OwnRedis() {
    start();
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
  }

  public RedisConfig config() {
    return new RedisConfig(
        "redis://:%s@127.0.0.1:%d/0".formatted(PASSWORD, port), 1_000, TlsConfig.NONE);
  }

  public void start() {
    try {
      process =
          new ProcessBuilder(
                  EXECUTABLE.toString(),
                  "--port",
                  Integer.toString(port),
                  "--bind",
                  "127.0.0.1",
                  "--requirepass",
                  PASSWORD,
                  "--save",
                  "",
                  "--dir",
                  EXECUTABLE.getParent().toString())
              .redirectErrorStream(true)
              .start();
      var lines = process.inputReader();
      String line = lines.readLine();
      while (line != null && !line.contains("Ready to accept connections")) {
        line = lines.readLine();
      }
      if (line == null) {
        throw new IllegalStateException("Redis did not start on port " + port);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** At once, like a crash. */
  public void stop() {
    process.destroyForcibly().onExit().join();
  }

  /** Stops it from running, as a machine that hangs would; its connections stay open. */
  public void freeze() {
    signal("STOP");
  }

  public void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().onExit().join();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    stop();
  }

  private static Path extract() {
    String system =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    String name = "/redis-server-7.0.15-%s-%s".formatted(system, processor);
    try (var in = OwnRedis.class.getResourceAsStream(name)) {
      Path folder = Files.createTempDirectory(Path.of("target"), "redis").toAbsolutePath();
      Path executable = folder.resolve("redis-server");
      Files.copy(in, executable);
      if (!executable.toFile().setExecutable(true)) {
        throw new IOException("cannot be made executable: " + executable);
      }
      return executable;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
