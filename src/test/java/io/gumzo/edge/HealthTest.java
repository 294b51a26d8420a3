package io.gumzo.edge;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.embedded.DataFolder;
import io.gumzo.embedded.EmbeddedServers;
import io.gumzo.problem.ProblemType;
import io.gumzo.redis.OwnRedis;
import io.gumzo.testing.LocalNode;
import io.gumzo.testing.Person;
import io.gumzo.testing.RawHttp;
import io.gumzo.testing.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A node says what it lacks while its servers are away, and is well again when they are back. */
class HealthTest {
  private static Path data;
  private static EmbeddedServers servers;
  private static OwnRedis redis;
  private static TestCluster cluster;
  private static LocalNode node;
  private static Person asha;

  @BeforeAll
  static void start() throws IOException {
    data = Files.createTempDirectory(Files.createDirectories(Path.of("target/edge")), "servers");
    servers =
        EmbeddedServers.start(
            DataFolder.open(data.toAbsolutePath()).orElseThrow(),
            new EmbeddedServers.Wanted(true, false, 50),
            progress -> {});
    redis = new OwnRedis();
    cluster =
        new TestCluster(
            Map.of(
                "postgres.url",
                servers.postgresUrl().orElseThrow(),
                "redis.url",
                redis.config().url(),
                "redis.timeoutMillis",
                "1000",
                "postgres.connectTimeoutMillis",
                "1000"));
    node = cluster.local();
    asha = Person.signUp(node.api());
  }

  @AfterAll
  static void stop() {
    cluster.close();
    redis.close();
    servers.close();
  }

  @Test
  void redis_is_missed_and_found_again() {
    redis.stop();
    awaitMissing("redis");
    mustLive();
    assertThat(get(node.api().getMe(asha.token())).status()).isEqualTo(200);
    redis.start();
    awaitReady();
  }

  /** PostgreSQL is killed; whoever looks after it starts it again. */
  @Test
  void postgresql_is_missed_and_found_again() throws IOException {
    ProcessHandle.of(postmaster()).orElseThrow().destroyForcibly();
    awaitMissing("postgres");
    mustLive();
    awaitReady();
    await()
        .untilAsserted(
            () -> assertThat(get(node.api().getMe(asha.token())).status()).isEqualTo(200));
  }

  @Test
  void what_needs_postgresql_says_that_it_is_unavailable_meanwhile() throws IOException {
    awaitReady();
    ProcessHandle.of(postmaster()).orElseThrow().destroyForcibly();
    var answers =
        await()
            .pollInterval(Duration.ofMillis(20))
            .until(
                () -> get(node.api().getAccount(asha.token(), UUID.randomUUID())),
                answer -> answer.status() >= 500);
    assertThat(answers.status()).isEqualTo(503);
    assertThat(answers.text("type")).isEqualTo(ProblemType.UNAVAILABLE.uri());
    awaitReady();
  }

  private static void awaitMissing(String what) {
    await()
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              var response = RawHttp.get(node.managementPort(), "/health/ready");
              return response.status() == 503
                  && !response.json().getJsonObject("missing").getString(what, "").isBlank();
            });
  }

  private static void awaitReady() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> RawHttp.get(node.managementPort(), "/health/ready").status() == 200);
  }

  private static void mustLive() {
    var live = RawHttp.get(node.managementPort(), "/health/live");
    assertThat(live.status()).isEqualTo(200);
    assertThat(live.json().getString("status")).isEqualTo("up");
  }

  private static long postmaster() throws IOException {
    try (var files = Files.walk(data)) {
      var file = files.filter(each -> each.endsWith("postmaster.pid")).findFirst().orElseThrow();
      return Long.parseLong(Files.readAllLines(file).getFirst().strip());
    }
  }
}
