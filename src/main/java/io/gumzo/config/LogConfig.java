package io.gumzo.config;

/** {@code folder} is a path, empty for the data folder's own, or {@code none}. */
public record LogConfig(Level level, Format format, String folder) {

  /** The least severe line that is written. */
  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }

  /** How the console reads. */
  public enum Format {
    TEXT,
    JSON
  }
}
