package io.gumzo.cli;

import io.gumzo.config.GumzoConfig;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One child: started, listened to, and started again when it ends by itself. */
final class NodeProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodeProcess.class);
  private static final int STOP_SECONDS = 30;
  private static final long FIRST_PAUSE_MILLIS = 500;
  private static final long LONGEST_PAUSE_MILLIS = 30_000;
  private static final long STEADY_MILLIS = 60_000;

  private final String name;
  private final Map<String, String> environment;
  private final GumzoConfig config;
  private final Terminal terminal;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final Thread keeper;
  private volatile boolean closed;
  private volatile Process process;

  NodeProcess(String name, Map<String, String> environment, GumzoConfig config, Terminal terminal) {
    this.name = name;
    this.environment = environment;
    this.config = config;
    this.terminal = terminal;
    this.keeper = Thread.ofPlatform().daemon().name("gumzo-" + name).unstarted(this::keep);
  }

  /** Done once it serves for the first time; failed when it ends before. */
  CompletableFuture<Void> start() {
    keeper.start();
    return ready;
  }

  /** Closes its standard input, which it takes as the end of its parent. */
  void askToEnd() {
    closed = true;
    keeper.interrupt();
    var running = process;
    if (running != null) {
      try {
        running.getOutputStream().close();
      } catch (IOException gone) {
        LOG.debug("{} was gone already", name, gone);
      }
    }
  }

  /** Waits for its drain and some seconds more, then kills it. */
  @Override
  public void close() {
    askToEnd();
    var running = process;
    if (running == null) {
      return;
    }
    try {
      if (!running.waitFor(config.sockets().drainSeconds() + STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("{} does not end, killing it", name);
        running.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      running.destroyForcibly();
    }
  }

  private void keep() {
    var pause = FIRST_PAUSE_MILLIS;
    while (!closed) {
      var began = System.nanoTime();
      var exitCode = runOnce();
      if (closed) {
        return;
      }
      if (!ready.isDone()) {
        ready.completeExceptionally(neverServed(exitCode));
        return;
      }
      var lived = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
      pause =
          lived > STEADY_MILLIS ? FIRST_PAUSE_MILLIS : Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
      terminal.warn(
          "%s ended (exit code %d), starting it again in %.1f s."
              .formatted(name, exitCode, pause / 1000.0));
      try {
        TimeUnit.MILLISECONDS.sleep(pause);
      } catch (InterruptedException closing) {
        return;
      }
    }
  }

  /** Its exit code. Its lines are passed on, except the one that says that it serves. */
  private int runOnce() {
    try {
      var builder = new ProcessBuilder(command()).redirectErrorStream(true);
      builder.environment().putAll(environment);
      process = builder.start();
      if (closed) {
        process.destroy();
      }
      try (var lines = process.inputReader()) {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
          if (!line.equals(NodeCommand.READY)) {
            terminal.warn(name + ": " + line);
          } else if (!ready.complete(null)) {
            terminal.say(name + " serves again.");
          }
        }
      }
      return process.waitFor();
    } catch (InterruptedException closing) {
      return ExitCode.DONE.code();
    } catch (IOException failed) {
      terminal.warn("%s cannot be started: %s".formatted(name, failed.getMessage()));
      return ExitCode.UNEXPECTED.code();
    }
  }

  private Failure neverServed(int exitCode) {
    var known = ExitCode.of(exitCode);
    return new Failure(
        known, "%s did not start; it says why above, or in its log.".formatted(name));
  }

  /** As this process was started. */
  private List<String> command() {
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.gumzo.Main"));
    command.addAll(List.of("node", "--name", name));
    return command;
  }
}
