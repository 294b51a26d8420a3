package io.gumzo.system;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.NodeProcess;
import io.gumzo.testing.Person;
import io.gumzo.testing.Socket;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gumzo start} with its own PostgreSQL and Redis, killed and started on the same folder. */
class RestartTest {
  @TempDir private Path data;

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
  void a_killed_server_comes_back_with_its_messages_and_sign_ins() throws Exception {
    Person asha;
    Person juma;
    UUID conversation;
    var acknowledged = new ArrayList<JsonObject>();
    try (var server = NodeProcess.start(data)) {
      asha = Person.signUp(server.api());
      juma = Person.signUp(server.api());
      conversation = asha.conversationWith(server.api(), juma);
      for (int number = 1; number <= 5; number++) {
        acknowledged.add(asha.post(server.api(), conversation, "habari " + number).body());
      }
      server.kill9();
    }

    try (var server = NodeProcess.start(data)) {
      assertThat(get(server.api().listMessages(asha.token(), conversation, Map.of())).items())
          .isEqualTo(acknowledged);
      get(juma.refresh(server.api()).map(refreshed -> true));
      try (var socket = get(Socket.ready(server.port(), juma.token()))) {
        var next = asha.post(server.api(), conversation, "habari 6");

        assertThat(next.number("position")).isEqualTo(6);
        await().until(() -> socket.events(conversation).size() == 1);
        assertThat(List.of(socket.events(conversation).getFirst().getJsonObject("data")))
            .containsExactly(next.body());
      }
      server.terminate();
      assertThat(server.awaitExit(Duration.ofSeconds(20))).isZero();
    }
    assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
    assertThat(data.resolve("redis/redis.pid")).doesNotExist();
  }
}
