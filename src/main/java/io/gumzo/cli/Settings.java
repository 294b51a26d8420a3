package io.gumzo.cli;

import io.gumzo.config.GumzoConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that every command has, and the settings that come of them. */
final class Settings {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings file (GUMZO_CONFIG; else conf/gumzo.yaml).")
  private Path config;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Where everything is kept (data.folder; else ./data).")
  private Path data;

  /**
   * Reads the file, the environment and {@code options} (values by key).
   *
   * @throws io.gumzo.config.ConfigException with a line for each problem
   */
  GumzoConfig load(Map<String, String> options) {
    var all = new HashMap<>(options);
    if (data != null) {
      all.put("data.folder", data.toAbsolutePath().toString());
    }
    return GumzoConfig.load(file(), GumzoConfig.environment(), all);
  }

  /** The file that is read; empty when only the packaged defaults are. */
  Optional<Path> file() {
    if (config != null) {
      return Optional.of(config.toAbsolutePath());
    }
    var environment = GumzoConfig.environment();
    var named = environment.get("GUMZO_CONFIG");
    if (named != null && !named.isBlank()) {
      return Optional.of(Path.of(named).toAbsolutePath());
    }
    var home = environment.getOrDefault("GUMZO_HOME", "");
    return Optional.of(Path.of(home).resolve("conf/gumzo.yaml").toAbsolutePath())
        .filter(Files::exists);
  }
}
