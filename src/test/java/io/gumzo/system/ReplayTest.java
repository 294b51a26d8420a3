package io.gumzo.system;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Person;
import io.gumzo.testing.RunningNode;
import io.gumzo.testing.Socket;
import io.gumzo.testing.TestCluster;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A client that comes back is sent what it missed, as far as may wait for one client. */
class ReplayTest {
  private static final int QUEUE_BYTES = 16_384;

  private static TestCluster cluster;
  private static RunningNode node;
  private static Person asha;
  private static UUID large;
  private static UUID small;

  @BeforeAll
  static void start() {
    cluster = new TestCluster(Map.of("sockets.queueBytes", Integer.toString(QUEUE_BYTES)));
    node = cluster.local();
    asha = Person.signUp(node.api());
    large = asha.conversationWith(node.api(), Person.signUp(node.api()));
    small = asha.conversationWith(node.api(), Person.signUp(node.api()));
    try (var listener = get(Socket.ready(node.port(), asha.token()))) {
      for (int number = 0; number < 3; number++) {
        asha.post(node.api(), large, "x".repeat(QUEUE_BYTES / 2 - 1_000));
        asha.post(node.api(), small, "habari");
      }
      // Nothing of it is on its way any more: it would come live behind what is replayed.
      await().until(() -> listener.events(large).size() == 3 && listener.events(small).size() == 3);
    }
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void what_fits_is_sent() {
    assertThat(replayed(Map.of(large, 2L, small, 0L)))
        .extracting(frame -> frame.getString("type"))
        .containsOnly("message-posted")
        .hasSize(4);
  }

  @Test
  void of_a_stream_that_does_not_fit_the_head_is_told() {
    var frames = replayed(Map.of(large, 0L));

    assertThat(frames).hasSize(1);
    assertThat(frames.getFirst().getString("type")).isEqualTo("lag");
    assertThat(frames.getFirst().getJsonArray("streams").getJsonObject(0))
        .isEqualTo(new JsonObject().put("stream", large.toString()).put("head", 3));
  }

  @Test
  void a_stream_that_is_up_to_date_needs_no_room() {
    assertThat(replayed(Map.of(large, 0L, small, 3L))).hasSize(1);
  }

  /** What comes behind {@code ready} and before the first answer. */
  private static List<JsonObject> replayed(Map<UUID, Long> open) {
    try (var socket = get(Socket.open(node.port()))) {
      get(socket.authenticate(asha.token(), null, open));
      get(socket.ping());
      return socket.frames().stream()
          .filter(frame -> !List.of("ready", "ok").contains(frame.getString("type")))
          .toList();
    }
  }
}
