package io.gumzo.config;

import java.nio.file.Path;

/** {@code folder} is absolute. */
public record DataConfig(Path folder) {
  public DataConfig {
    folder = folder.toAbsolutePath().normalize();
  }
}
