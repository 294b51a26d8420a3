package io.gumzo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import io.gumzo.testing.Proxy;
import io.gumzo.testing.TestServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as people use it: processes, signals, exit codes and what they read. */
class StartCommandTest {
  private static final String UP = "Gumzo is up";

  @TempDir Path data;
  private final int port = GumzoProcess.freePort();

  @BeforeEach
  void shareBinaries() throws IOException {
    var unpacked = Files.createDirectories(Path.of("target/embedded").toAbsolutePath());
    Files.createSymbolicLink(data.resolve("bin"), unpacked);
  }

  @AfterEach
  void unshareBinaries() throws IOException {
    Files.delete(data.resolve("bin"));
  }

  @Test
  void start_survives_kill_and_sigterm_stops_everything() throws Exception {
    var secret = Files.writeString(data.resolve("root"), "a-fine-long-secret\n");
    var root =
        Map.of(
            "GUMZO_ADMIN_USERNAME", "root.one",
            "GUMZO_ADMIN_EMAIL", "root@example.org",
            "GUMZO_ADMIN_PASSWORD_FILE", secret.toString());
    try (var gumzo = run(root, "start")) {
      gumzo.awaitLine(UP);
      assertThat(status(port)).isEqualTo(200);
      assertThat(gumzo.out().toString() + gumzo.err()).doesNotContain("a-fine-long-secret");
      try (var second = start()) {
        assertEnds(second, ExitCode.TAKEN, "Already running on " + data + " (process ");
      }
      assertThat(status(port)).isEqualTo(200);

      gumzo.kill();
    }
    try (var gumzo = run(root, "start")) {
      gumzo.awaitLine(UP);
      mustSignIn("root.one", "a-fine-long-secret");
      assertThat(gumzo.out()).contains("PostgreSQL 18.6 still runs from before, using it.");
      assertThat(status(port)).isEqualTo(200);

      assertThat(gumzo.terminate()).isZero();
    }
    assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
    assertThat(data.resolve("redis/redis.pid")).doesNotExist();
  }

  @Test
  void a_taken_port_is_one_line_and_nothing_stays_behind() throws Exception {
    try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        var gumzo = start()) {
      assertThat(taken.isBound()).isTrue();
      assertEnds(
          gumzo,
          ExitCode.TAKEN,
          "http.port: cannot listen on 127.0.0.1:%d (Address already in use)".formatted(port));
    }
    assertThat(data.resolve("postgres")).doesNotExist();
  }

  @Test
  void wrong_settings_are_a_line_each() throws Exception {
    try (var gumzo =
        run(Map.of("GUMZO_POSTGRES_POOL_SIZE", "300", "GUMZO_HTTP_PROT", "1"), "start")) {
      assertEnds(
          gumzo,
          ExitCode.SETTINGS,
          "GUMZO_HTTP_PROT: unknown variable; did you mean GUMZO_HTTP_PORT?");
    }
    try (var gumzo = run(Map.of("GUMZO_POSTGRES_POOL_SIZE", "300"), "start")) {
      assertEnds(gumzo, ExitCode.SETTINGS, "postgres.poolSize: want 1..100, have 300");
    }
    try (var gumzo = run(Map.of(), "start", "--nodes", "0")) {
      assertEnds(gumzo, ExitCode.SETTINGS, "--nodes: want 1..16, have 0");
    }
  }

  @Test
  void an_unreachable_postgres_is_one_line_without_its_password() throws Exception {
    var url = "postgres://gumzo:hunter2@127.0.0.1:%d/gumzo".formatted(GumzoProcess.freePort());
    try (var gumzo =
        run(Map.of("GUMZO_POSTGRES_URL", url, "GUMZO_START_WAIT_SECONDS", "0"), "start")) {
      assertEnds(gumzo, ExitCode.SERVER, "PostgreSQL at 127.0.0.1:");
      assertThat(gumzo.err().toString()).contains("Connection refused").doesNotContain("hunter2");
    }
  }

  @Test
  void an_unreachable_redis_is_one_line() throws Exception {
    var url = "redis://127.0.0.1:" + GumzoProcess.freePort();
    try (var gumzo =
        run(Map.of("GUMZO_REDIS_URL", url, "GUMZO_START_WAIT_SECONDS", "1"), "start")) {
      assertEnds(gumzo, ExitCode.SERVER, "Redis at 127.0.0.1:");
      assertThat(gumzo.err().toString()).contains("cannot be used after 1 s");
    }
    assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
  }

  @Test
  void servers_that_come_late_are_waited_for() {
    var postgres = URI.create(TestServers.freshPostgresUrl());
    var redis = URI.create(TestServers.redis().url());
    var latePostgres = GumzoProcess.freePort();
    var lateRedis = GumzoProcess.freePort();
    try (var gumzo =
        run(
            Map.of(
                "GUMZO_POSTGRES_URL", at(postgres, latePostgres),
                "GUMZO_REDIS_URL", at(redis, lateRedis)),
            "start")) {
      gumzo.awaitLine("Waiting up to 60 s for PostgreSQL at 127.0.0.1:" + latePostgres);
      try (var first = proxy(latePostgres, postgres)) {
        assertThat(first).isNotNull();
        gumzo.awaitLine("Waiting up to 60 s for Redis at 127.0.0.1:" + lateRedis);
        try (var second = proxy(lateRedis, redis)) {
          assertThat(second).isNotNull();
          gumzo.awaitLine(UP);
          assertThat(gumzo.err()).isEmpty();
          assertThat(gumzo.terminate()).isZero();
        }
      }
    }
  }

  @Test
  void the_console_tells_nothing_of_blocked_threads() {
    var event = new LoggingEvent();
    event.setLoggerName("io.vertx.core.impl.BlockedThreadChecker");
    assertThat(Logs.notOfBlockedThreads().decide(event)).isEqualTo(FilterReply.DENY);
    event = new LoggingEvent();
    event.setLoggerName("io.vertx.core.impl.ContextBase");
    assertThat(Logs.notOfBlockedThreads().decide(event)).isEqualTo(FilterReply.NEUTRAL);
  }

  private static Proxy proxy(int port, URI server) {
    return new Proxy("127.0.0.1", port, server.getPort(), broken -> Proxy.Tap.NONE);
  }

  private static String at(URI server, int port) {
    return server.toString().replace(":" + server.getPort() + "/", ":" + port + "/");
  }

  @Test
  void nodes_share_the_port_come_back_and_end_with_their_parent() throws Exception {
    try (var gumzo = start("--nodes", "2")) {
      gumzo.awaitLine(UP);
      assertThat(status(port)).isEqualTo(200);
      assertThat(status(port + 1)).isEqualTo(200);
      assertThat(status(port + 2)).isEqualTo(200);
      theMailsNeedTheKeyOnEveryNode(gumzo);

      gumzo.children().getFirst().destroyForcibly();
      gumzo.awaitLine("starting it again").awaitLine("serves again");
      assertThat(status(port + 1)).isEqualTo(200);
      assertThat(status(port + 2)).isEqualTo(200);

      var nodes = gumzo.children();
      gumzo.kill();
      assertThat(nodes).hasSize(2);
      awaitEnd(nodes);
    }
    try (var gumzo = start("--nodes", "2")) {
      gumzo.awaitLine(UP);
      var nodes = gumzo.children();
      gumzo.terminate();
      assertThat(nodes).hasSize(2).noneMatch(ProcessHandle::isAlive);
    }
    assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
  }

  private void theMailsNeedTheKeyOnEveryNode(GumzoProcess gumzo) throws Exception {
    var address =
        gumzo.awaitLine("/dev/mails?key=").out().stream()
            .flatMap(
                line ->
                    Pattern.compile("http://localhost:\\d+(/dev/mails\\?key=\\S{32})")
                        .matcher(line)
                        .results())
            .map(found -> found.group(1))
            .findFirst()
            .orElseThrow();
    assertThat(gumzo.err().toString()).contains("can take over every account");
    for (var node = port; node <= port + 2; node++) {
      assertThat(status(node, "/dev/mails")).isEqualTo(403);
      assertThat(status(node, address)).isEqualTo(303);
    }
  }

  private void mustSignIn(String login, String password) throws Exception {
    var body = "{\"login\":\"%s\",\"password\":\"%s\"}".formatted(login, password);
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api/v1/sessions".formatted(port)))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var response = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
      assertThat(response.body()).contains("\"role\":\"admin\"");
    }
  }

  private GumzoProcess start(String... more) {
    var arguments = new String[more.length + 1];
    arguments[0] = "start";
    System.arraycopy(more, 0, arguments, 1, more.length);
    return run(Map.of(), arguments);
  }

  private GumzoProcess run(Map<String, String> environment, String... arguments) {
    var all = new HashMap<>(environment);
    all.put("GUMZO_HOME", data.getParent().toString());
    all.put("GUMZO_DATA_FOLDER", data.toString());
    all.put("GUMZO_HTTP_PORT", Integer.toString(port));
    all.put("GUMZO_MANAGEMENT_PORT", Integer.toString(GumzoProcess.freePort()));
    return GumzoProcess.run(all, arguments);
  }

  private static void assertEnds(GumzoProcess gumzo, ExitCode exitCode, String line) {
    assertThat(gumzo.exitCode()).as(gumzo.err().toString()).isEqualTo(exitCode.code());
    assertThat(gumzo.err()).singleElement().asString().startsWith("gumzo: " + line);
  }

  private static void awaitEnd(List<ProcessHandle> processes) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
  }

  private static int status(int port) throws IOException, InterruptedException {
    return status(port, "/");
  }

  private static int status(int port, String path) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)));
      return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }
}
