package io.gumzo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files that people of this project write. */
final class Sources {
  private static final List<Path> ROOTS = List.of(Path.of("src"), Path.of("webroot"));
  private static final List<String> KINDS = List.of(".java", ".js", ".css", ".sql", ".lua");
  private static final Pattern IMPORT =
      Pattern.compile("^import (?:static )?(io\\.gumzo\\.[a-z.]*[A-Z]\\w*)", Pattern.MULTILINE);

  private Sources() {}

  static Stream<Path> all() {
    return ROOTS.stream()
        .flatMap(Sources::below)
        .filter(file -> KINDS.stream().anyMatch(file.toString()::endsWith));
  }

  /** The names of the product's classes that a file of another room imports, tests too. */
  static Stream<String> imported() {
    return all()
        .filter(file -> file.toString().endsWith(".java"))
        .flatMap(file -> IMPORT.matcher(read(file)).results())
        .map((MatchResult found) -> found.group(1));
  }

  static long lines(Path file) {
    return read(file).lines().count();
  }

  private static Stream<Path> below(Path root) {
    try (var files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
