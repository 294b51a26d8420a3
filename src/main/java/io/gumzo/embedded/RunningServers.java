package io.gumzo.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The servers that another process runs in a data folder.
 *
 * @param postgresUrl empty when that one is not embedded
 * @param redisUrl empty when that one is not embedded
 */
public record RunningServers(Optional<String> postgresUrl, Optional<String> redisUrl) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /**
   * Waits while they start.
   *
   * @throws EmbeddedException when a wanted one does not run
   */
  public static RunningServers find(Path data, boolean postgres, boolean redis) {
    var deadline = Instant.now().plus(PATIENCE);
    while (true) {
      var found = new RunningServers(postgres(data), redis(data));
      if ((!postgres || found.postgresUrl.isPresent()) && (!redis || found.redisUrl.isPresent())) {
        return found;
      }
      if (Instant.now().isAfter(deadline)) {
        throw new EmbeddedException(
            "Gumzo runs on %s, but its servers do not: see %s."
                .formatted(data, data.resolve("logs")));
      }
      Processes.pause(100);
    }
  }

  private static Optional<String> postgres(Path data) {
    try {
      return PostgresServer.running(data);
    } catch (IOException unreadable) {
      throw DataFolder.unusable(data, unreadable);
    }
  }

  private static Optional<String> redis(Path data) {
    try {
      return RedisServer.running(data);
    } catch (IOException unreadable) {
      throw DataFolder.unusable(data, unreadable);
    }
  }
}
