package io.gumzo.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** YAML to text values by key; lists are comma-separated, as in the environment. */
final class ConfigFile {
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private ConfigFile() {}

  /** What the jar brings: {@code conf/gumzo.yaml} as it was when the jar was built. */
  static Map<String, String> packaged() {
    try (var stream = ConfigFile.class.getResourceAsStream("/conf/gumzo.yaml")) {
      if (stream == null) {
        throw new ConfigException("conf/gumzo.yaml is missing in the jar: build it again");
      }
      return flatten(YAML.readTree(stream), "conf/gumzo.yaml in the jar");
    } catch (IOException unreadable) {
      throw new ConfigException("conf/gumzo.yaml in the jar: " + unreadable.getMessage());
    }
  }

  static Map<String, String> read(Path file) {
    try {
      return flatten(YAML.readTree(Files.readString(file)), file.toString());
    } catch (NoSuchFileException missing) {
      throw new ConfigException("%s: no such file".formatted(file));
    } catch (JsonProcessingException malformed) {
      var at = malformed.getLocation();
      throw new ConfigException(
          "%s: line %d is not YAML: %s"
              .formatted(
                  file,
                  at == null ? 0 : at.getLineNr(),
                  malformed.getOriginalMessage().lines().findFirst().orElse("")));
    } catch (IOException unreadable) {
      throw new ConfigException("%s: cannot be read: %s".formatted(file, unreadable));
    }
  }

  private static Map<String, String> flatten(JsonNode root, String where) {
    var values = new LinkedHashMap<String, String>();
    if (root == null || root.isMissingNode() || root.isNull()) {
      return values;
    }
    if (!root.isObject()) {
      throw new ConfigException("%s: want keys and values".formatted(where));
    }
    flatten("", root, values);
    return values;
  }

  private static void flatten(String parent, JsonNode section, Map<String, String> into) {
    for (var entry : section.properties()) {
      var name = parent.isEmpty() ? entry.getKey() : parent + "." + entry.getKey();
      var value = entry.getValue();
      if (value.isObject()) {
        flatten(name, value, into);
      } else if (value.isArray()) {
        into.put(
            name,
            StreamSupport.stream(value.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(",")));
      } else {
        into.put(name, value.isNull() ? "" : value.asText());
      }
    }
  }
}
