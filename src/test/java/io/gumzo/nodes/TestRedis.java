package io.gumzo.nodes;

import io.gumzo.config.RedisConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A real Redis with a password, on a port of its own, that keeps nothing over a stop. */
final class TestRedis implements AutoCloseable {
  private static final String PASSWORD = "siri";
  private static final Path EXECUTABLE = extract();

  private final int port = freePort();
  private Process process;

  TestRedis() {
    start();
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
  }

  RedisConfig config() {
    return new RedisConfig("redis://:%s@127.0.0.1:%d/0".formatted(PASSWORD, port), 1_000);
  }

  void start() {
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
  void stop() {
    process.destroyForcibly().onExit().join();
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
    try (var in = TestRedis.class.getResourceAsStream(name)) {
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
