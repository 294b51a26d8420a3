package io.gumzo.system;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Answer;
import io.gumzo.testing.Person;
import io.gumzo.testing.RunningNode;
import io.gumzo.testing.SimpleSocket;
import io.gumzo.testing.Socket;
import io.gumzo.testing.Stored;
import io.gumzo.testing.TestCluster;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The default pace, one message per two seconds after five at once, over two nodes. */
class ThrottledPostsTest {
  private static TestCluster cluster;
  private static RunningNode one;
  private static RunningNode two;

  private Person asha;
  private UUID conversation;

  @BeforeAll
  static void start() {
    cluster =
        new TestCluster(
            Map.of("throttle.sendMessage.everyMillis", "2000", "throttle.sendMessage.burst", "5"));
    one = cluster.local();
    two = cluster.local();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @BeforeEach
  void meet() {
    asha = Person.signUp(one.api());
    conversation = asha.conversationWith(one.api(), Person.signUp(two.api()));
  }

  @Test
  void five_at_once_pass_whichever_node_and_way_and_the_rest_is_told_how_long_to_wait() {
    try (var socket = get(Socket.ready(two.port(), asha.token()))) {
      for (var node : List.of(one, two, one)) {
        asha.post(node.api(), conversation, "habari");
      }
      assertThat(type(socket)).isEqualTo("ok");
      assertThat(type(socket)).isEqualTo("ok");

      var overHttp = post(one);
      var overSocket = get(socket.post(conversation, UUID.randomUUID(), "habari"));

      assertThat(overHttp.want(429).text("type")).isEqualTo("/problems/throttled");
      assertThat(overHttp.number("retryAfterMillis")).isBetween(1L, 2000L);
      assertThat(Integer.parseInt(overHttp.headers().get("Retry-After"))).isBetween(1, 2);
      assertThat(overSocket.getString("type")).isEqualTo("problem");
      var problem = overSocket.getJsonObject("problem");
      assertThat(problem.getString("type")).isEqualTo("/problems/throttled");
      assertThat(problem.getLong("retryAfterMillis")).isBetween(1L, 2000L);
      assertThat(Stored.stream(cluster.postgresUrl(), conversation)).hasSize(5);
    }
  }

  @Test
  void the_simple_socket_says_how_long_to_wait() {
    try (var socket = get(SimpleSocket.open(two.port(), conversation, asha.token()))) {
      for (int number = 0; number < 6; number++) {
        socket.post("habari " + number);
      }
      await().until(() -> socket.frames().size() == 6);
      assertThat(socket.texts()).hasSize(5);
      assertThat(socket.errors().getFirst()).matches("Too many requests: wait [0-2][.][0-9] s");
      assertThat(socket.frames())
          .filteredOn(frame -> frame.containsKey("error"))
          .allSatisfy(frame -> assertThat(frame.getLong("retryAfterMillis")).isBetween(1L, 2_000L));
    }
  }

  @Test
  void of_many_at_once_five_are_stored() {
    List<Future<Answer>> posts = new ArrayList<>();
    for (int number = 0; number < 20; number++) {
      var node = number % 2 == 0 ? one : two;
      posts.add(node.api().postMessage(asha.token(), conversation, UUID.randomUUID(), "habari"));
    }

    var statuses = posts.stream().map(post -> get(post).status()).toList();

    int stored = Stored.stream(cluster.postgresUrl(), conversation).size();
    assertThat(statuses).containsOnly(201, 429);
    assertThat(statuses.stream().filter(status -> status == 201)).hasSize(stored);
    // Five, and one more if they took longer than two seconds.
    assertThat(stored).isBetween(5, 6);
  }

  @Test
  void after_the_wait_the_same_message_passes() {
    UUID clientId = UUID.randomUUID();
    for (int number = 0; number < 5; number++) {
      asha.post(one.api(), conversation, "habari");
    }
    var refused = get(one.api().postMessage(asha.token(), conversation, clientId, "kwaheri"));
    long wait = refused.want(429).number("retryAfterMillis");

    var posted =
        await()
            .atMost(Duration.ofMillis(wait + 2_000))
            .pollDelay(Duration.ofMillis(wait))
            .until(
                () -> get(two.api().postMessage(asha.token(), conversation, clientId, "kwaheri")),
                answer -> answer.status() == 201);

    assertThat(posted.number("position")).isEqualTo(6);
  }

  @Test
  void somebody_else_is_not_held_up() {
    for (int number = 0; number < 5; number++) {
      asha.post(one.api(), conversation, "habari");
    }
    post(one).want(429);
    var other = Person.signUp(one.api());

    other.post(one.api(), other.conversationWith(one.api(), asha), "habari");
  }

  private Answer post(RunningNode node) {
    return get(node.api().postMessage(asha.token(), conversation, UUID.randomUUID(), "habari"));
  }

  private String type(Socket socket) {
    return get(socket.post(conversation, UUID.randomUUID(), "habari")).getString("type");
  }
}
