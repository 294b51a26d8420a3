package io.gumzo.bench;

import io.gumzo.bench.BenchFailure.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of the lab, with the options that this one was started with. Commands go to its standard
 * input; answers are lines of its standard output that begin with {@code @}. It ends with its
 * standard input, so it does not outlive this process however that ends.
 */
final class Child implements AutoCloseable {
  private static final int START_SECONDS = 60;

  private final String name;
  private final Process process;
  private final PrintStream input;
  private final LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>();

  private Child(String name, Process process) {
    this.name = name;
    this.process = process;
    this.input = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
    Thread.ofPlatform().daemon().name("lab-" + name).start(this::read);
  }

  /**
   * Starts it and waits until it says that it is ready.
   *
   * @param log where everything goes that it writes beside answers
   */
  static Child start(
      String name, Class<?> main, List<String> options, Map<String, String> environment, Path log) {
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    var builder = new ProcessBuilder(command).redirectError(log.toFile());
    builder.environment().keySet().removeIf(variable -> variable.startsWith("GUMZO_"));
    builder.environment().putAll(environment);
    try {
      var child = new Child(name, builder.start());
      child.await("ready", START_SECONDS, log);
      return child;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  long pid() {
    return process.pid();
  }

  double cpuSeconds() {
    return Proc.cpuSeconds(pid());
  }

  synchronized void say(String command) {
    input.println(command);
  }

  /** The words after {@code @<word>} of the next answer, which must be of that word. */
  String[] await(String word, int seconds) {
    return await(word, seconds, Path.of("its log"));
  }

  private String[] await(String word, int seconds, Path log) {
    try {
      String answer = answers.poll(seconds, TimeUnit.SECONDS);
      if (answer == null || !answer.startsWith("@" + word)) {
        throw new BenchFailure(
            Reason.SERVER,
            "%s %s; see %s"
                .formatted(
                    name,
                    answer == null
                        ? "did not answer '%s' within %d s".formatted(word, seconds)
                        : answer.equals("@end") ? "ended by itself" : "said " + answer,
                    log));
      }
      return answer.substring(word.length() + 1).strip().split(" ");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new BenchFailure(Reason.CUT_SHORT, "Interrupted.", interrupted);
    }
  }

  /** As {@code kill -9}; returns once it is gone. */
  void kill9() {
    process.destroyForcibly().onExit().join();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    input.close();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        kill9();
      }
    } catch (InterruptedException interrupted) {
      kill9();
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("@")) {
          answers.add(line);
        }
      }
    } catch (IOException ended) {
      // As at its end, which is told below.
    }
    answers.add("@end");
  }
}
