package io.gumzo.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Who lives in a demonstration and what they say: {@code demo.yaml}. */
record DemoScript(List<Person> people, List<Talk> conversations) {
  record Person(String username, String firstName, String lastName) {}

  /**
   * @param between two usernames
   * @param unread how many of the last messages their receiver has not read
   * @param lines each begins with who says it
   */
  record Talk(List<String> between, int unread, List<String> lines) {
    List<Line> spoken() {
      return lines.stream().map(Line::parse).toList();
    }

    /** The other one of the two. */
    String other(String username) {
      return between.get(0).equals(username) ? between.get(1) : between.get(0);
    }
  }

  record Line(String speaker, String text) {
    private static Line parse(String line) {
      var colon = line.indexOf(": ");
      return new Line(line.substring(0, colon), line.substring(colon + 2));
    }
  }

  static DemoScript read() {
    try (var stream = DemoScript.class.getResourceAsStream("/demo.yaml")) {
      return new ObjectMapper(new YAMLFactory()).readValue(stream, DemoScript.class);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  int messages() {
    return conversations.stream().mapToInt(talk -> talk.lines().size()).sum();
  }
}
