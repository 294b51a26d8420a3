package io.gumzo.system;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Person;
import io.gumzo.testing.Proxy;
import io.gumzo.testing.RunningNode;
import io.gumzo.testing.Socket;
import io.gumzo.testing.Stored;
import io.gumzo.testing.TestCluster;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who posts without waiting for answers finds the messages in the order in which they went. */
class PostingOrderTest {
  private static final int MESSAGES = 3_000;

  private static TestCluster cluster;
  private static RunningNode one;
  private static RunningNode two;

  /** So many under way that batches follow behind each other. */
  @BeforeAll
  static void start() {
    cluster = new TestCluster(Map.of("sockets.inFlight", "1000"));
    one = cluster.local();
    two = cluster.local();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void what_each_of_two_posts_into_one_conversation_on_two_nodes_keeps_its_order() {
    var asha = Person.signUp(one.api());
    var juma = Person.signUp(two.api());
    UUID conversation = asha.conversationWith(one.api(), juma);
    try (var ashas = get(Socket.ready(one.port(), asha.token()));
        var jumas = get(Socket.ready(two.port(), juma.token()))) {

      var first = new Posted(ashas, conversation);
      var second = new Posted(jumas, conversation);
      get(Future.join(first.answers));
      get(Future.join(second.answers));

      List<String> stored = clientIds(conversation);
      assertThat(stored).hasSize(2 * MESSAGES);
      assertThat(first.of(stored)).isEqualTo(first.clientIds);
      assertThat(second.of(stored)).isEqualTo(second.clientIds);
    }
  }

  @Test
  void repeated_posts_among_the_others_do_not_change_the_order() {
    var asha = Person.signUp(one.api());
    UUID conversation = asha.conversationWith(one.api(), Person.signUp(two.api()));
    try (var socket = get(Socket.ready(one.port(), asha.token()))) {
      var posted = new Posted(socket, conversation, number -> number % 50 != 49 ? number : 0);

      get(Future.join(posted.answers));

      assertThat(clientIds(conversation)).isEqualTo(posted.clientIds.stream().distinct().toList());
    }
  }

  @Test
  void the_order_outlives_connections_to_postgresql_that_break() {
    String postgres = cluster.postgresUrl();
    int port = URI.create(postgres).getPort();
    try (var proxy = new Proxy("127.0.0.1", 0, port, breaker -> Proxy.Tap.NONE);
        var node = cluster.local(Map.of("postgres.url", proxy.url(postgres)))) {
      var asha = Person.signUp(node.api());
      UUID conversation = asha.conversationWith(node.api(), Person.signUp(one.api()));
      try (var socket = get(Socket.ready(node.port(), asha.token()))) {
        var posted = new Posted(socket, conversation);

        for (int broken = 1; broken <= 3; broken++) {
          int answered = broken * MESSAGES / 5;
          await()
              .pollDelay(Duration.ZERO)
              .pollInterval(Duration.ofMillis(2))
              .until(() -> posted.answered() >= answered);
          assertThat(posted.answered()).isLessThan(MESSAGES);
          proxy.cut();
          proxy.heal();
        }
        get(Future.join(posted.answers));

        List<String> stored = clientIds(conversation);
        assertThat(stored).isEqualTo(posted.of(stored)).containsAll(posted.acknowledged());
        assertThat(posted.acknowledged()).isNotEmpty();
      }
    }
  }

  private static List<String> clientIds(UUID conversation) {
    return Stored.stream(cluster.postgresUrl(), conversation).stream()
        .map(Stored.Entry::clientId)
        .toList();
  }

  private interface Numbering {
    /** Which of all client ids the post with this number has. */
    int clientId(int number);
  }

  /** Posts that went one behind the other. */
  private static final class Posted {
    private final List<String> clientIds;
    private final List<Future<JsonObject>> answers;

    private Posted(Socket socket, UUID conversation) {
      this(socket, conversation, number -> number);
    }

    private Posted(Socket socket, UUID conversation, Numbering numbering) {
      var fresh = Stream.generate(UUID::randomUUID).limit(MESSAGES).toList();
      List<UUID> ids =
          IntStream.range(0, MESSAGES).map(numbering::clientId).mapToObj(fresh::get).toList();
      clientIds = ids.stream().map(UUID::toString).toList();
      answers = ids.stream().map(id -> socket.post(conversation, id, "habari " + id)).toList();
    }

    private long answered() {
      return answers.stream().filter(Future::isComplete).count();
    }

    private Set<String> acknowledged() {
      var acknowledged = new HashSet<String>();
      for (int number = 0; number < answers.size(); number++) {
        if (answers.get(number).result().getString("type").equals("ok")) {
          acknowledged.add(clientIds.get(number));
        }
      }
      return acknowledged;
    }

    /** Those of mine that are there, in my order. */
    private List<String> of(List<String> stored) {
      return clientIds.stream().filter(Set.copyOf(stored)::contains).toList();
    }
  }
}
