package io.gumzo.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Lays file, environment and options over the defaults and binds the result. */
final class ConfigLoader {
  private ConfigLoader() {}

  static GumzoConfig load(
      Optional<Path> file, Map<String, String> environment, Map<String, String> options) {
    var problems = new ArrayList<String>();
    var values = new LinkedHashMap<>(ConfigFile.packaged());
    file.ifPresent(
        path -> {
          var own = ConfigFile.read(path);
          own.entrySet().removeIf(each -> each.getValue().isEmpty() && isSection(each.getKey()));
          refuseUnknown(own, path + ": ", problems);
          values.putAll(own);
        });
    values.putAll(ConfigEnvironment.read(environment, problems));
    refuseUnknown(options, "", problems);
    values.putAll(options);
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    var home = Path.of(environment.getOrDefault("GUMZO_HOME", ""));
    return ConfigBinder.bind(values, home);
  }

  private static void refuseUnknown(
      Map<String, String> values, String where, List<String> problems) {
    var known =
        ConfigKey.all().stream()
            .map(ConfigKey::name)
            .collect(Collectors.toCollection(TreeSet::new));
    for (var name : values.keySet()) {
      if (!known.contains(name)) {
        problems.add(
            isSection(name)
                ? "%s%s: want keys below it, have a value".formatted(where, name)
                : "%s%s: unknown key%s".formatted(where, name, Suggestion.among(known, name)));
      }
    }
  }

  private static boolean isSection(String name) {
    return ConfigKey.all().stream().anyMatch(each -> each.name().startsWith(name + "."));
  }
}
