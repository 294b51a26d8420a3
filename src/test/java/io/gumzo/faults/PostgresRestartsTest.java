package io.gumzo.faults;

import static org.awaitility.Awaitility.await;

import io.gumzo.embedded.DataFolder;
import io.gumzo.embedded.EmbeddedServers;
import io.gumzo.testing.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** PostgreSQL ends and is started again by whoever looks after it. */
@Tag("faults")
class PostgresRestartsTest {
  private Path data;
  private EmbeddedServers servers;

  @BeforeEach
  void start() throws IOException {
    data = Files.createTempDirectory(Files.createDirectories(Path.of("target/faults")), "servers");
    servers =
        EmbeddedServers.start(
            DataFolder.open(data.toAbsolutePath()).orElseThrow(),
            new EmbeddedServers.Wanted(true, false, 100),
            progress -> {});
  }

  @AfterEach
  void stop() {
    servers.close();
  }

  /** Sessions are ended, what is under way is rolled back. */
  @Test
  void postgresql_is_restarted() throws Exception {
    restart("INT");
  }

  @Test
  void postgresql_crashes() throws Exception {
    restart("KILL");
  }

  private void restart(String signal) throws Exception {
    String url = servers.postgresUrl().orElseThrow();
    try (var trial = Trial.of(Scale.FULL, Map.of("postgres.url", url))) {
      trial.begin(trial.cluster().processes(2));

      long before = postmaster();
      new ProcessBuilder("kill", "-" + signal, Long.toString(before)).start().waitFor();
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> ProcessHandle.of(before).isEmpty() && answers(url));

      trial.mustHeal();
    }
  }

  private long postmaster() throws IOException {
    return Long.parseLong(
        Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst().strip());
  }

  private static boolean answers(String url) {
    try (var connection = TestServers.connect(url)) {
      return connection.isValid(1);
    } catch (SQLException notYet) {
      return false;
    }
  }
}
