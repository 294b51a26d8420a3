package io.gumzo.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code GUMZO_*} variables to values by key. */
final class ConfigEnvironment {
  /** Read by the front door, not settings. */
  static final Set<String> ALLOWED =
      Set.of(
          "GUMZO_HOME", "GUMZO_CONFIG", "GUMZO_JAVA_HOME", "GUMZO_JAVA_OPTS", "GUMZO_MAVEN_OPTS");

  /** Kubernetes adds these by itself when a service's name starts with "gumzo". */
  private static final Pattern KUBERNETES =
      Pattern.compile(
          ".*_SERVICE_HOST|.*_SERVICE_PORT(_.*)?|.*_PORT_\\d+_(TCP|UDP)(_(PROTO|PORT|ADDR))?");

  private ConfigEnvironment() {}

  /**
   * Adds a line to {@code problems} for each variable that is unknown or whose file cannot be read.
   */
  static Map<String, String> read(Map<String, String> environment, List<String> problems) {
    var keys =
        ConfigKey.all().stream()
            .collect(Collectors.toMap(ConfigKey::variable, Function.identity()));
    var values = new LinkedHashMap<String, String>();
    environment.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("GUMZO_") && !ALLOWED.contains(entry.getKey()))
        .filter(entry -> !fromKubernetes(entry.getKey(), entry.getValue()))
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry -> {
              var variable = entry.getKey();
              var key = keys.get(variable);
              if (key != null) {
                values.put(key.name(), entry.getValue());
                return;
              }
              var ofFile =
                  variable.endsWith("_FILE")
                      ? keys.get(variable.substring(0, variable.length() - 5))
                      : null;
              if (ofFile == null) {
                problems.add(
                    "%s: unknown variable%s"
                        .formatted(variable, Suggestion.among(keys.keySet(), variable)));
              } else if (environment.containsKey(ofFile.variable())) {
                problems.add(
                    "%s: %s is given as well, want one of them"
                        .formatted(variable, ofFile.variable()));
              } else {
                readFile(
                    variable, entry.getValue(), problems, text -> values.put(ofFile.name(), text));
              }
            });
    return values;
  }

  private static boolean fromKubernetes(String variable, String value) {
    return KUBERNETES.matcher(variable).matches()
        || (variable.endsWith("_PORT")
            && (value.startsWith("tcp://") || value.startsWith("udp://")));
  }

  private static void readFile(
      String variable,
      String file,
      List<String> problems,
      java.util.function.Consumer<String> into) {
    try {
      into.accept(Files.readString(Path.of(file)).strip());
    } catch (IOException | RuntimeException unreadable) {
      problems.add(
          "%s: cannot read %s: %s"
              .formatted(variable, file, unreadable.getClass().getSimpleName()));
    }
  }
}
