package io.gumzo.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs one short command to its end. */
final class Tool {
  private Tool() {}

  /** What a command said, both streams together. */
  record Result(int status, String output) {
    boolean succeeded() {
      return status == 0;
    }

    /** The line that most likely says why. */
    String reason() {
      var lines = output.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
      return lines.stream()
          .filter(
              line ->
                  line.matches(
                      "(?i).*(fatal|panic|error|could not|cannot|no space|denied|refuse).*"))
          .findFirst()
          .map(line -> line.replaceFirst("^.*(FATAL|PANIC|ERROR|error): +", ""))
          .orElse(lines.isEmpty() ? "exit code " + status : lines.getLast());
    }
  }

  /**
   * Output goes through a file, because a server started by the command inherits it and would keep
   * a pipe open.
   *
   * @throws EmbeddedException when it takes longer than {@code limit}
   */
  static Result run(Path folder, Duration limit, List<String> command) throws IOException {
    var output = Files.createTempFile("gumzo-tool", ".txt");
    try {
      var builder = new ProcessBuilder(new ArrayList<>(command));
      builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().put("LC_ALL", "C");
      builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
      var process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new EmbeddedException(
            "%s took longer than %d s."
                .formatted(Path.of(command.getFirst()).getFileName(), limit.toSeconds()));
      }
      return new Result(process.exitValue(), Files.readString(output));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EmbeddedException("Interrupted.", interrupted);
    } finally {
      Files.deleteIfExists(output);
    }
  }
}
