package io.gumzo.system;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Device;
import io.gumzo.testing.Person;
import io.gumzo.testing.RunningNode;
import io.gumzo.testing.Socket;
import io.gumzo.testing.Stored;
import io.gumzo.testing.TwoNodes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A client that did not get its answer posts again. */
class RepeatedPostsTest extends TwoNodes {
  private static final int MESSAGES = 100;

  @Test
  void a_text_is_stored_and_told_without_the_blanks_around_it() {
    var asha = Person.signUp(one.api());
    var juma = Person.signUp(two.api());
    UUID conversation = asha.conversationWith(one.api(), juma);
    String written = "\n\u3164\n  habari\n yako\u2764\uFE0F \n\u00A0";
    String stored = "  habari\n yako\u2764\uFE0F";
    try (var socket = get(Socket.ready(two.port(), juma.token()))) {
      var posted =
          get(one.api().postMessage(asha.token(), conversation, UUID.randomUUID(), written));
      assertThat(posted.want(201).text("text")).isEqualTo(stored);
      await().until(() -> !socket.events(conversation).isEmpty());
      assertThat(socket.events(conversation).getLast().getJsonObject("data").getString("text"))
          .isEqualTo(stored);
      var frame = get(socket.post(conversation, UUID.randomUUID(), written));
      assertThat(message(frame).getString("text")).isEqualTo(stored);
      get(one.api().postMessage(asha.token(), conversation, UUID.randomUUID(), "\u3164\u2800"))
          .want(400);
    }
  }

  @Test
  void three_hundred_posts_at_once_with_a_hundred_client_ids_are_a_hundred_messages() {
    var asha = Person.signUp(one.api());
    var juma = Person.signUp(two.api());
    UUID conversation = asha.conversationWith(one.api(), juma);
    var clientIds = Stream.generate(UUID::randomUUID).limit(MESSAGES).toList();
    var thrice = new ArrayList<>(clientIds);
    thrice.addAll(clientIds);
    thrice.addAll(clientIds);
    Collections.shuffle(thrice);
    try (var first = get(Socket.ready(one.port(), asha.token()));
        var second = get(Socket.ready(two.port(), asha.token()));
        var listener = new Device(juma, () -> List.of(two)).connect()) {
      await().until(listener::connected);

      List<Future<JsonObject>> posts = new ArrayList<>();
      for (int number = 0; number < thrice.size(); number++) {
        UUID clientId = thrice.get(number);
        String text = "habari " + clientIds.indexOf(clientId);
        posts.add(
            switch (number % 4) {
              case 0 -> first.post(conversation, clientId, text).map(RepeatedPostsTest::message);
              case 1 -> second.post(conversation, clientId, text).map(RepeatedPostsTest::message);
              case 2 -> overHttp(one, asha, conversation, clientId, text);
              default -> overHttp(two, asha, conversation, clientId, text);
            });
      }

      Map<String, List<JsonObject>> answers = new HashMap<>();
      posts.forEach(
          post -> {
            var message = get(post);
            answers
                .computeIfAbsent(message.getString("clientId"), key -> new ArrayList<>())
                .add(message);
          });
      assertThat(answers).hasSize(MESSAGES);
      assertThat(answers.values())
          .allSatisfy(same -> assertThat(same).hasSize(3).containsOnly(same.getFirst()));
      var stored = Stored.stream(cluster.postgresUrl(), conversation);
      assertThat(stored.stream().map(Stored.Entry::position))
          .isEqualTo(LongStream.rangeClosed(1, MESSAGES).boxed().toList());
      await().until(() -> listener.displayed(conversation).size() >= MESSAGES);
      assertThat(listener.displayed(conversation).stream().map(Stored.Entry::of)).isEqualTo(stored);
    }
  }

  @Test
  void a_repetition_answers_the_first_message_and_is_not_announced() {
    var asha = Person.signUp(one.api());
    var juma = Person.signUp(two.api());
    UUID conversation = asha.conversationWith(one.api(), juma);
    UUID clientId = UUID.randomUUID();
    try (var listener = get(Socket.ready(two.port(), juma.token()))) {

      var first = get(one.api().postMessage(asha.token(), conversation, clientId, "habari"));
      var again = get(two.api().postMessage(asha.token(), conversation, clientId, "another text"));
      asha.post(one.api(), conversation, "kwaheri");

      assertThat(first.status()).isEqualTo(201);
      assertThat(again.status()).isEqualTo(200);
      assertThat(again.body()).isEqualTo(first.body());
      await().until(() -> listener.events(conversation).size() >= 2);
      assertThat(listener.events(conversation))
          .extracting(event -> event.getJsonObject("data").getString("text"))
          .containsExactly("habari", "kwaheri");
    }
  }

  @Test
  void the_same_client_id_from_the_other_member_is_another_message() {
    var asha = Person.signUp(one.api());
    var juma = Person.signUp(two.api());
    UUID conversation = asha.conversationWith(one.api(), juma);
    UUID clientId = UUID.randomUUID();

    var ashas = get(one.api().postMessage(asha.token(), conversation, clientId, "habari"));
    var jumas = get(two.api().postMessage(juma.token(), conversation, clientId, "nzuri"));

    assertThat(ashas.want(201).number("position")).isEqualTo(1);
    assertThat(jumas.want(201).number("position")).isEqualTo(2);
  }

  private static Future<JsonObject> overHttp(
      RunningNode node, Person sender, UUID conversation, UUID clientId, String text) {
    return node.api()
        .postMessage(sender.token(), conversation, clientId, text)
        .map(
            answer -> {
              assertThat(answer.status()).isIn(200, 201);
              return answer.body();
            });
  }

  private static JsonObject message(JsonObject answer) {
    assertThat(answer.getString("type")).isEqualTo("ok");
    return answer.getJsonObject("data");
  }
}
