package io.gumzo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds what Gumzo runs on against the list of advisories in advisories.tsv. */
class AdvisoriesTest {
  private static final int COLUMNS = 5;

  private record Advisory(String id, String artifact, String from, String fixed, String accepted) {
    static Advisory of(String line) {
      var parts = line.split("\t", -1);
      assertThat(parts).as(line).hasSize(COLUMNS);
      return new Advisory(parts[0], parts[1], parts[2], parts[3], parts[4]);
    }

    boolean affects(String version) {
      return compare(version, from) >= 0 && compare(version, fixed) < 0;
    }
  }

  @Test
  void nothing_on_the_class_path_has_a_known_advisory_that_is_not_accepted() {
    assertThat(advisories().filter(each -> each.accepted().isBlank()))
        .filteredOn(each -> version(each.artifact()).filter(each::affects).isPresent())
        .isEmpty();
  }

  @Test
  void nothing_is_accepted_that_is_not_there_any_more() {
    assertThat(advisories().filter(each -> !each.accepted().isBlank()))
        .allMatch(each -> version(each.artifact()).filter(each::affects).isPresent());
  }

  @Test
  void the_class_path_is_read() {
    assertThat(version("io.netty:netty-codec-http")).isPresent();
    assertThat(version("io.netty:netty-no-such")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "4.1.137.Final, 4.1.138, -1",
    "4.1.138.Final, 4.1.138, 0",
    "4.1.9, 4.1.10, -1",
    "2.0, 1.9.9, 1",
    "42.7.14, 42.7.7, 1"
  })
  void versions_are_compared_by_number(String one, String other, int expected) {
    assertThat(Integer.signum(compare(one, other))).isEqualTo(expected);
  }

  private static Stream<Advisory> advisories() {
    try (var in = AdvisoriesTest.class.getResourceAsStream("/advisories.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Advisory::of);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Of the jar on the class path, which lies where Maven's repository has it. */
  private static Optional<String> version(String artifact) {
    var name = artifact.substring(artifact.indexOf(':') + 1);
    var jar = Pattern.compile("/%s/([^/]+)/%s-[^/]+\\.jar$".formatted(folder(artifact), name));
    return classPath().stream()
        .map(path -> jar.matcher(path.replace(File.separatorChar, '/')))
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .findFirst();
  }

  private static String folder(String artifact) {
    var colon = artifact.indexOf(':');
    return artifact.substring(0, colon).replace('.', '/') + "/" + artifact.substring(colon + 1);
  }

  private static List<String> classPath() {
    return List.of(System.getProperty("java.class.path").split(File.pathSeparator));
  }

  private static int compare(String one, String other) {
    var first = numbers(one);
    var second = numbers(other);
    for (var index = 0; index < Math.max(first.length, second.length); index++) {
      var difference = at(first, index) - at(second, index);
      if (difference != 0) {
        return difference;
      }
    }
    return 0;
  }

  private static int[] numbers(String version) {
    return Arrays.stream(version.split("[.-]"))
        .filter(part -> part.matches("\\d+"))
        .mapToInt(Integer::parseInt)
        .toArray();
  }

  private static int at(int[] numbers, int index) {
    return index < numbers.length ? numbers[index] : 0;
  }
}
