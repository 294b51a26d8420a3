package io.gumzo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What the build wrote into the jar.
 *
 * @param version Gumzo's own
 * @param postgres of the PostgreSQL that comes with it
 * @param redis of the Redis that comes with it
 */
public record BuildInfo(String version, String postgres, String redis) {
  public static BuildInfo read() {
    var properties = new Properties();
    try (var stream = BuildInfo.class.getResourceAsStream("build.properties")) {
      properties.load(stream);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return new BuildInfo(
        properties.getProperty("version"),
        properties.getProperty("postgres"),
        properties.getProperty("redis"));
  }
}
