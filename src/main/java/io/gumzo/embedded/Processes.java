package io.gumzo.embedded;

import java.util.concurrent.TimeUnit;

/** Processes that are not our children. */
final class Processes {
  private Processes() {}

  /** Whether {@code pid} lives and its executable is called {@code name}. */
  static boolean runs(long pid, String name) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(handle -> handle.info().command())
        .filter(
            command ->
                command.replaceAll(" \\(deleted\\)$", "").matches(".*[/\\\\]" + name + "(\\.exe)?"))
        .isPresent();
  }

  /** For what can only be polled. */
  static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EmbeddedException("Interrupted.", interrupted);
    }
  }
}
