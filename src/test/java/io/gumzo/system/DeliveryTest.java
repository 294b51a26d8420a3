package io.gumzo.system;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Person;
import io.gumzo.testing.RunningNode;
import io.gumzo.testing.Socket;
import io.gumzo.testing.Stored;
import io.gumzo.testing.TestCluster;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two JVMs: what is posted at one reaches the sockets of both. */
class DeliveryTest {
  private static TestCluster cluster;
  private static RunningNode one;
  private static RunningNode two;

  @BeforeAll
  static void start() {
    cluster = new TestCluster();
    var nodes = cluster.processes(2);
    one = nodes.get(0);
    two = nodes.get(1);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void what_is_posted_over_http_reaches_the_others_node_and_the_senders_other_device_once() {
    var asha = Person.signUp(one.api());
    var juma = Person.signUp(two.api());
    UUID conversation = asha.conversationWith(one.api(), juma);
    try (var ashasPhone = get(Socket.ready(one.port(), asha.token()));
        var jumasPhone = get(Socket.ready(two.port(), juma.token()))) {

      for (String text : texts(50)) {
        asha.post(one.api(), conversation, text);
      }

      await().until(() -> jumasPhone.events(conversation).size() >= 50);
      await().until(() -> ashasPhone.events(conversation).size() >= 50);
      mustHaveAllOnceInOrder(conversation, ashasPhone, jumasPhone);
    }
  }

  @Test
  void what_is_posted_over_a_socket_reaches_the_others_node_and_the_senders_other_device_once() {
    var asha = Person.signUp(one.api());
    var juma = Person.signUp(two.api());
    UUID conversation = juma.conversationWith(two.api(), asha);
    try (var laptop = get(Socket.ready(one.port(), asha.token()));
        var phone = get(Socket.ready(one.port(), asha.onAnotherDevice(two.api()).token()));
        var jumasPhone = get(Socket.ready(two.port(), juma.token()))) {

      var answers =
          texts(50).stream()
              .map(text -> laptop.post(conversation, UUID.randomUUID(), text))
              .toList();

      answers.forEach(
          answer ->
              assertThat(get(answer).getJsonObject("data").getString("conversationId"))
                  .isEqualTo(conversation.toString()));
      await().until(() -> jumasPhone.events(conversation).size() >= 50);
      await().until(() -> phone.events(conversation).size() >= 50);
      await().until(() -> laptop.events(conversation).size() >= 50);
      mustHaveAllOnceInOrder(conversation, laptop, phone, jumasPhone);
    }
  }

  private static void mustHaveAllOnceInOrder(UUID conversation, Socket... devices) {
    var stored = Stored.stream(cluster.postgresUrl(), conversation);
    assertThat(stored).hasSize(50);
    for (var device : devices) {
      // A round trip after the last event: a repetition would have come before its answer.
      get(device.ping());
      assertThat(device.events(conversation).stream().map(Stored.Entry::of)).isEqualTo(stored);
    }
  }

  private static List<String> texts(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(number -> "habari " + number).toList();
  }
}
