package io.gumzo.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What Linux tells of processes, and of this machine. */
final class Proc {
  private static final Path PROC = Path.of("/proc");

  private static final List<String> LEFT_OUT = List.of("lab-", "C1 Compiler", "C2 Compiler");

  private Proc() {}

  /**
   * Seconds on a core since the process began, by the scheduler's own clock, so that short windows
   * are exact too. Threads named {@code lab-…} pace the load and are left out, and so are those
   * that compile: a server that has been up for days has nothing to compile. Threads that ended are
   * not counted: the difference of two readings wants the same threads.
   */
  static double cpuSeconds(long pid) {
    long nanos = 0;
    try (var threads = Files.newDirectoryStream(PROC.resolve(pid + "/task"))) {
      for (Path thread : threads) {
        nanos += nanosOf(thread);
      }
    } catch (IOException gone) {
      throw new BenchFailure(
          BenchFailure.Reason.CUT_SHORT, "Process %d is gone.".formatted(pid), gone);
    }
    return nanos / 1e9;
  }

  private static long nanosOf(Path thread) throws IOException {
    try {
      String name = Files.readString(thread.resolve("comm"));
      return LEFT_OUT.stream().anyMatch(name::startsWith)
          ? 0
          : Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ")[0]);
    } catch (IOException failed) {
      // A thread that ends between opening and reading is told of by another error than a file.
      if (Files.exists(thread)) {
        throw failed;
      }
      return 0;
    }
  }

  /** The same for each process of a command that works in the folder or below it. */
  static Map<Long, Double> cpuSecondsIn(Path folder, String command) {
    return ProcessHandle.allProcesses()
        .filter(process -> worksIn(folder, process.pid(), command))
        .collect(Collectors.toMap(ProcessHandle::pid, process -> cpuSecondsIfThere(process.pid())));
  }

  private static boolean worksIn(Path folder, long pid, String command) {
    Path process = PROC.resolve(Long.toString(pid));
    try {
      return Files.readString(process.resolve("comm")).startsWith(command)
          && process.resolve("cwd").toRealPath().startsWith(folder.toRealPath());
    } catch (IOException gone) {
      return false;
    }
  }

  private static double cpuSecondsIfThere(long pid) {
    try {
      return cpuSeconds(pid);
    } catch (BenchFailure gone) {
      return 0;
    }
  }

  /** Resident memory in bytes. */
  static long residentBytes(long pid) {
    return kibibytes(PROC.resolve(pid + "/status"), "VmRSS:") * 1024;
  }

  /** How many files and sockets one process may have open. */
  static long mostDescriptors() {
    try (var lines = Files.lines(PROC.resolve("self/limits"))) {
      String[] words =
          lines
              .filter(line -> line.startsWith("Max open files"))
              .findFirst()
              .orElse("")
              .split(" +");
      return words.length < 4 || words[3].equals("unlimited")
          ? Long.MAX_VALUE
          : Long.parseLong(words[3]);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static String machine() {
    String model = first(PROC.resolve("cpuinfo"), "model name").replaceFirst("[^:]*: *", "");
    long gibibytes = Math.round(kibibytes(PROC.resolve("meminfo"), "MemTotal:") / 1048576.0);
    return "%s, %d cores, %d GiB, Linux %s, Java %s"
        .formatted(
            model.isBlank() ? System.getProperty("os.arch") : model,
            Runtime.getRuntime().availableProcessors(),
            gibibytes,
            System.getProperty("os.version"),
            Runtime.version());
  }

  private static long kibibytes(Path file, String name) {
    String[] words = first(file, name).split(" +|\t+");
    return words.length < 2 ? 0 : Long.parseLong(words[words.length - 2]);
  }

  private static String first(Path file, String name) {
    try (var lines = Files.lines(file)) {
      return lines.filter(line -> line.startsWith(name)).findFirst().orElse("");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
