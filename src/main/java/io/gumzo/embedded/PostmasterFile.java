package io.gumzo.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What {@code postmaster.pid} says: process on its first line, port on its fourth. */
record PostmasterFile(long pid, int port) {
  private static final String NAME = "postmaster.pid";

  /** No process of any system has it. */
  private static final long NOBODY = Integer.MAX_VALUE;

  /** Empty when there is none, or not yet whole. */
  static Optional<PostmasterFile> read(Path cluster) {
    try {
      var lines = Files.readAllLines(cluster.resolve(NAME));
      return Optional.of(
          new PostmasterFile(
              Long.parseLong(lines.get(0).strip()), Integer.parseInt(lines.get(3).strip())));
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException none) {
      return Optional.empty();
    }
  }

  /** Whether that process lives and is a PostgreSQL, not another one that got its number later. */
  boolean isPostgres() {
    return Processes.runs(pid, "postgres");
  }

  /**
   * After a restart of the machine another process may have the number, and PostgreSQL would take
   * it for itself. The rest of the file stays, because it lets PostgreSQL notice its own orphans.
   */
  static void forgetRecycledPid(Path cluster) throws IOException {
    var file = cluster.resolve(NAME);
    if (!Files.exists(file)) {
      return;
    }
    var lines = Files.readAllLines(file);
    if (!lines.isEmpty()) {
      lines.set(0, Long.toString(NOBODY));
      Files.write(file, lines);
    }
  }
}
