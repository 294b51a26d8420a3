package io.gumzo.cli;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** The program as a process of its own, with what it said. */
final class GumzoProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final int PORTS = 4;
  private static final int LAST_PORT = 19_000;
  private static final AtomicInteger NEXT_PORT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(10_000, 18_000));

  private final Process process;
  private final List<String> out = new CopyOnWriteArrayList<>();
  private final List<String> err = new CopyOnWriteArrayList<>();
  private final List<Thread> readers;

  private GumzoProcess(Process process) {
    this.process = process;
    this.readers =
        List.of(collect(process.inputReader(), out), collect(process.errorReader(), err));
  }

  static GumzoProcess run(Map<String, String> environment, String... arguments) {
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    // It lives for seconds, so it is not worth compiling well.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.gumzo.Main"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("GUMZO_"));
    builder.environment().putAll(environment);
    try {
      return new GumzoProcess(builder.start());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * A port that nobody listens on, and neither on the next few, which the nodes of one machine
   * take; below those that the system gives to outgoing connections.
   */
  static int freePort() {
    while (true) {
      var port = NEXT_PORT.getAndAdd(PORTS);
      if (port > LAST_PORT) {
        throw new IllegalStateException("no port left");
      }
      if (IntStream.range(port, port + PORTS).allMatch(GumzoProcess::isFree)) {
        return port;
      }
    }
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  /** Waits for a line that contains {@code text}, or for the process to end. */
  GumzoProcess awaitLine(String text) {
    await().atMost(PATIENCE).until(() -> said(text) || !process.isAlive());
    if (!said(text)) {
      throw new AssertionError("ended without '%s': %s %s".formatted(text, out, err));
    }
    return this;
  }

  /** One line for its standard input. */
  void type(String line) throws IOException {
    try (var writer = process.outputWriter()) {
      writer.write(line + "\n");
    }
  }

  /** As {@code kill} does. */
  int terminate() {
    process.destroy();
    return exitCode();
  }

  /** As {@code kill -9} does. */
  void kill() {
    process.destroyForcibly();
    exitCode();
  }

  /** Waits for its end. */
  int exitCode() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("still runs: %s %s".formatted(out, err));
      }
      for (var reader : readers) {
        reader.join(TimeUnit.SECONDS.toMillis(5));
      }
      return process.exitValue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  List<String> out() {
    return out;
  }

  List<String> err() {
    return err;
  }

  List<ProcessHandle> children() {
    return process.children().toList();
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      terminate();
    }
  }

  private boolean said(String text) {
    return out.stream().anyMatch(line -> line.contains(text))
        || err.stream().anyMatch(line -> line.contains(text));
  }

  private static Thread collect(BufferedReader reader, List<String> into) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                reader.lines().forEach(into::add);
              } catch (UncheckedIOException killed) {
                into.add("(killed)");
              }
            });
  }
}
