package io.gumzo.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every setting has a default and an explanation in conf/gumzo.yaml, and a variable of its own. */
class ConfigKeysTest {
  @Test
  void the_file_shows_every_key_and_no_other() {
    assertThat(ConfigFile.packaged().keySet())
        .containsExactlyElementsOf(ConfigKey.all().stream().map(ConfigKey::name).toList());
  }

  @Test
  void every_key_is_explained_right_above_it() throws IOException {
    var lines = Files.readAllLines(Path.of("conf/gumzo.yaml"));
    for (var index = 1; index < lines.size(); index++) {
      if (lines.get(index).matches("\\s+\\w+: .*")) {
        assertThat(lines.get(index - 1).strip())
            .as("above '%s'", lines.get(index))
            .startsWith("# ");
      }
    }
  }

  @Test
  void variables_are_unique_and_reach_their_key() {
    assertThat(ConfigKey.all()).extracting(ConfigKey::variable).doesNotHaveDuplicates();
    assertThat(new ConfigKey("throttle.sendMessage.everyMillis", int.class).variable())
        .isEqualTo("GUMZO_THROTTLE_SEND_MESSAGE_EVERY_MILLIS");
    for (var key : ConfigKey.all()) {
      var problems = new java.util.ArrayList<String>();
      assertThat(ConfigEnvironment.read(Map.of(key.variable(), "x"), problems))
          .isEqualTo(Map.of(key.name(), "x"));
      assertThat(problems).isEmpty();
    }
  }

  @Test
  void every_number_has_a_range() {
    for (var key : ConfigKey.all()) {
      if (key.type() == int.class) {
        for (var value : List.of(Integer.MIN_VALUE, Integer.MAX_VALUE)) {
          assertThat(
                  org.assertj.core.api.Assertions.catchThrowable(
                      () ->
                          GumzoConfig.load(
                              Optional.empty(), Map.of(), Map.of(key.name(), value.toString()))))
              .as(key.name())
              .hasMessageStartingWith(key.name() + ": want ")
              .hasMessageEndingWith(", have " + value);
        }
      }
    }
  }
}
