package io.gumzo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that do something and end, with Gumzo running and without. */
class CommandsTest {
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
  void they_bring_their_own_servers_when_nothing_runs() throws Exception {
    try (var migrate = run("migrate")) {
      assertThat(migrate.exitCode()).as(migrate.err().toString()).isZero();
      assertThat(migrate.out()).last().asString().startsWith("The database is up to date");
    }
    try (var create = createAdmin("root.one", "root@example.org", "a-fine-long-secret")) {
      assertThat(create.exitCode()).as(create.err().toString()).isZero();
      assertThat(create.out()).last().isEqualTo("root.one is an administrator and may sign in.");
    }
    try (var again = createAdmin("root.one", "no-address", "1234")) {
      assertThat(again.exitCode()).isEqualTo(ExitCode.SETTINGS.code());
      assertThat(again.err())
          .hasSizeGreaterThanOrEqualTo(3)
          .allMatch(line -> line.matches("gumzo: (username|email|password) .+"));
    }
    try (var promote = run("admin", "promote", "--username", "nobody.here")) {
      assertThat(promote.exitCode()).isEqualTo(ExitCode.SETTINGS.code());
      assertThat(promote.err()).containsExactly("gumzo: There is no account named nobody.here.");
    }
    assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
  }

  @Test
  void the_demonstration_fills_a_running_system_once() throws Exception {
    try (var gumzo = run("start")) {
      gumzo.awaitLine("Gumzo is up");
      final String password;
      try (var demo = run("demo")) {
        assertThat(demo.exitCode()).as(demo.err().toString()).isZero();
        password = demo.out().getLast().replaceAll(".*: ", "");
      }

      var session = signIn("amina.o", password);
      assertThat(session.getJsonObject("account").getString("role")).isEqualTo("admin");
      var conversations = get("/api/v1/conversations", session.getString("accessToken"));
      var latest = conversations.getJsonArray("items").getJsonObject(0);
      assertThat(latest.getInteger("messageCount")).isGreaterThan(15);
      assertThat(latest.getInteger("unread")).isEqualTo(4);

      try (var again = run("demo")) {
        assertThat(again.exitCode()).isEqualTo(ExitCode.TAKEN.code());
        assertThat(again.err()).singleElement().asString().contains("people here already");
      }

      importPeople();
      try (var suspend = run("admin", "suspend", "--username", "amina.o")) {
        assertThat(suspend.exitCode()).as(suspend.err().toString()).isZero();
        assertThat(suspend.out())
            .last()
            .isEqualTo("amina.o is suspended, and signed out everywhere.");
      }
      assertThatThrownBy(() -> get("/api/v1/me", session.getString("accessToken")))
          .hasMessageContaining("session-ended");
      assertThatThrownBy(() -> signIn("amina.o", password))
          .hasMessageContaining("account-suspended");
      try (var restore = run("admin", "restore", "--username", "amina.o")) {
        assertThat(restore.exitCode()).as(restore.err().toString()).isZero();
        assertThat(restore.out()).last().isEqualTo("amina.o may sign in again.");
      }
      signIn("amina.o", password);

      try (var demote = run("admin", "demote", "--username", "amina.o")) {
        assertThat(demote.exitCode()).isEqualTo(ExitCode.SETTINGS.code());
        assertThat(demote.err())
            .containsExactly(
                "gumzo: amina.o is the only administrator who may sign in; --force does it all the"
                    + " same.");
      }
      try (var set = run("admin", "set-password", "--username", "amina.o", "--password-stdin")) {
        set.type("a-fine-long-secret");
        assertThat(set.exitCode()).as(set.err().toString()).isZero();
      }
      signIn("amina.o", "a-fine-long-secret");
      try (var delete = run("admin", "delete", "--username", "amina.o", "--force")) {
        assertThat(delete.exitCode()).as(delete.err().toString()).isZero();
        assertThat(delete.out()).last().isEqualTo("amina.o is deleted.");
      }
      assertThatThrownBy(() -> signIn("amina.o", "a-fine-long-secret"))
          .hasMessageContaining("sign-in-failed");
    }
  }

  /** Where one row is broken nobody is made. */
  private void importPeople() throws Exception {
    var file = Files.createTempFile(data.getParent(), "people", ".csv");
    String header = "firstName,lastName,email,username\n";
    String good = "Neema,Odhiambo,neema@example.org,neema.o\n";
    Files.writeString(file, header + good + "Juma,,nowhere,neema.o\n");
    try (var broken = run("admin", "import", file.toString())) {
      assertThat(broken.exitCode()).isEqualTo(ExitCode.SETTINGS.code());
      assertThat(broken.err().toString())
          .contains("rows.3.lastName", "rows.3.email", "rows.3.username");
    }
    Files.writeString(file, header + good);
    try (var made = run("admin", "import", "--temporary-passwords", file.toString())) {
      assertThat(made.exitCode()).as(made.err().toString()).isZero();
      signIn("neema.o", made.out().getLast().replaceAll(".*\t", ""));
    }
  }

  @Test
  void no_terminal_to_ask_on_is_one_line() throws Exception {
    try (var create = run("admin", "create", "--username", "root.one", "--email", "a@b.example")) {
      assertThat(create.exitCode()).isEqualTo(ExitCode.SETTINGS.code());
      assertThat(create.err()).singleElement().asString().contains("--password-stdin");
    }
  }

  private GumzoProcess createAdmin(String username, String email, String password)
      throws IOException {
    var process =
        run("admin", "create", "--username", username, "--email", email, "--password-stdin");
    process.type(password);
    return process;
  }

  private GumzoProcess run(String... arguments) {
    var environment =
        Map.of(
            "GUMZO_HOME", data.getParent().toString(),
            "GUMZO_DATA_FOLDER", data.toString(),
            "GUMZO_HTTP_PORT", Integer.toString(port),
            "GUMZO_MANAGEMENT_PORT", Integer.toString(GumzoProcess.freePort()));
    return GumzoProcess.run(environment, arguments);
  }

  private JsonObject signIn(String login, String password)
      throws IOException, InterruptedException {
    var body = new JsonObject().put("login", login).put("password", password).encode();
    return send(
        request("/api/v1/sessions")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private JsonObject get(String path, String token) throws IOException, InterruptedException {
    return send(request(path).header("Authorization", "Bearer " + token));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)));
  }

  private static JsonObject send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
      return new JsonObject(response.body());
    }
  }
}
