package io.gumzo.testing;

import io.gumzo.config.GumzoConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A node in a JVM of its own. It ends with its standard input, so it does not outlive the test's
 * JVM however that ends.
 */
public final class NodeProcess implements RunningNode {
  private static final List<String> JAVA =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Xmx256m",
          "--enable-native-access=ALL-UNNAMED",
          "-cp",
          System.getProperty("java.class.path"),
          "io.gumzo.Main");

  private final Process process;
  private final Path output;
  private final int port;
  private final int managementPort;

  private NodeProcess(Process process, Path output, int port, int managementPort) {
    this.process = process;
    this.output = output;
    this.port = port;
    this.managementPort = managementPort;
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  /** Starts it and does not wait. */
  static NodeProcess launch(
      Path folder, List<String> arguments, Map<String, String> settings, String name) {
    var command = new ArrayList<>(JAVA);
    command.addAll(arguments);
    var output = folder.resolve(name + ".out");
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(output.toFile()));
    builder.environment().keySet().removeIf(variable -> variable.startsWith("GUMZO_"));
    builder.environment().putAll(GumzoConfig.environment(settings));
    try {
      return new NodeProcess(
          builder.start(),
          output,
          Integer.parseInt(settings.getOrDefault("http.ownPort", settings.get("http.port"))),
          Integer.parseInt(settings.get("management.port")));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * {@code gumzo start} on that folder, with servers of its own; ready. A process that is killed
   * leaves those servers running, so the last one on a folder must be stopped with SIGTERM.
   */
  public static NodeProcess start(Path data) {
    var settings =
        Map.of(
            "http.port", Integer.toString(Ports.free()),
            "management.port", Integer.toString(Ports.free()));
    return launch(data, List.of("start", "--data", data.toString()), settings, "gumzo")
        .awaitReady();
  }

  /** Waits until it is ready. */
  public NodeProcess awaitReady() {
    Health.awaitReady(managementPort, process::isAlive, this::output);
    return this;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public int managementPort() {
    return managementPort;
  }

  @Override
  public boolean alive() {
    return process.isAlive();
  }

  /** As {@code kill -9}; returns once it is gone. */
  public void kill9() {
    process.destroyForcibly().onExit().join();
  }

  /** SIGTERM; does not wait. */
  public void terminate() {
    // Not destroy(), which closes standard input as well, another reason to end.
    signal("TERM");
  }

  /** Its exit code. */
  public int awaitExit(Duration within) throws InterruptedException, TimeoutException {
    if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new TimeoutException("the node did not end within " + within + "\n" + output());
    }
    return process.exitValue();
  }

  /** Stops it from running, as a machine that hangs would; its connections stay open. */
  public void pause() {
    signal("STOP");
  }

  public void resume() {
    signal("CONT");
  }

  /** What its heap holds after a collection, in bytes. */
  public double heapInUse() {
    collect();
    return Health.metrics(managementPort)
        .lines()
        .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** What it wrote to the console. */
  public String output() {
    try {
      return Files.readString(output);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    kill9();
  }

  private void signal(String name) {
    run("kill", "-" + name, Long.toString(process.pid()));
  }

  private void collect() {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    run(jcmd, Long.toString(process.pid()), "GC.run");
  }

  private static void run(String... command) {
    try {
      new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).start().onExit().join();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
