package io.gumzo.system;

import static io.gumzo.testing.Futures.get;
import static io.gumzo.testing.SimpleSocket.bearer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Person;
import io.gumzo.testing.RunningNode;
import io.gumzo.testing.SimpleSocket;
import io.gumzo.testing.TwoNodes;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The simple socket: one conversation, texts in and out. */
class SimpleSocketTest extends TwoNodes {
  private Person asha;
  private Person juma;
  private UUID conversation;

  @BeforeEach
  void meet() {
    asha = Person.signUp(one.api());
    juma = Person.signUp(two.api());
    conversation = asha.conversationWith(one.api(), juma);
  }

  @Test
  void it_gives_the_last_hundred_oldest_first_and_then_what_comes_live() {
    for (int number = 1; number <= 105; number++) {
      asha.post(one.api(), conversation, "habari " + number);
    }
    try (var socket = open(two, juma)) {
      await().until(() -> socket.frames().size() >= 100);

      asha.post(one.api(), conversation, "habari 106");

      await().until(() -> socket.frames().size() >= 101);
      assertThat(socket.texts())
          .isEqualTo(IntStream.rangeClosed(6, 106).mapToObj(number -> "habari " + number).toList());
      assertThat(socket.frames())
          .allSatisfy(
              frame -> {
                assertThat(frame.getString("sender")).isEqualTo(asha.id().toString());
                assertThat(frame.getString("username")).isEqualTo(asha.username());
              });
      assertThat(socket.frames())
          .extracting(frame -> frame.getLong("number"))
          .isEqualTo(LongStream.rangeClosed(6, 106).boxed().toList());
    }
  }

  @Test
  void two_people_chat_over_two_nodes() {
    try (var ashas = open(one, asha);
        var jumas = open(two, juma)) {
      for (int number = 1; number <= 20; number++) {
        var talking = number % 2 == 0 ? ashas : jumas;
        int before = number - 1;
        await().until(() -> talking.texts().size() >= before);
        talking.post("habari " + number);
      }

      await().until(() -> ashas.texts().size() >= 20 && jumas.texts().size() >= 20);
      assertThat(ashas.frames()).isEqualTo(jumas.frames());
      assertThat(ashas.texts())
          .isEqualTo(IntStream.rangeClosed(1, 20).mapToObj(number -> "habari " + number).toList());
      assertThat(ashas.frames().get(0).getString("sender")).isEqualTo(juma.id().toString());
      assertThat(ashas.frames().get(1).getString("sender")).isEqualTo(asha.id().toString());
    }
  }

  @Test
  void what_both_say_at_once_comes_to_both_in_the_same_order() {
    try (var ashas = open(one, asha);
        var jumas = open(two, juma)) {
      for (int number = 1; number <= 50; number++) {
        ashas.post("asha " + number);
        jumas.post("juma " + number);
      }

      await()
          .untilAsserted(
              () -> {
                assertThat(ashas.frames()).hasSize(100);
                assertThat(jumas.frames()).hasSize(100);
              });
      assertThat(ashas.errors()).isEmpty();
      assertThat(ashas.frames()).isEqualTo(jumas.frames());
    }
  }

  @Test
  void a_browsers_cookie_counts_only_with_our_own_origin() {
    String cookie = cookie(asha);
    String own = "http://127.0.0.1:" + one.port();

    try (var socket =
        get(SimpleSocket.open(one.port(), conversation, Map.of("Cookie", cookie, "Origin", own)))) {
      socket.post("habari");
      await().until(() -> socket.texts().equals(List.of("habari")));
    }
    assertThat(refusal(Map.of("Cookie", cookie, "Origin", "http://evil.example"))).isEqualTo(403);
    assertThat(refusal(Map.of("Cookie", cookie))).isEqualTo(403);
    assertThat(refusal(Map.of("Cookie", "gumzo_refresh_" + one.port() + "=forged", "Origin", own)))
        .isEqualTo(401);
  }

  @Test
  void a_frame_that_is_none_gets_an_error_and_the_socket_stays() {
    var bad =
        List.of(
            "{",
            "[]",
            "null",
            "7",
            "\"habari\"",
            "{}",
            "{\"message\":7}",
            "{\"message\":null}",
            "{\"message\":\"\"}",
            "{\"message\":\"   \"}",
            new JsonObject().put("message", "x".repeat(16_001)).encode());
    try (var socket = open(one, asha)) {
      bad.forEach(socket::sendRaw);
      await().until(() -> socket.errors().size() >= bad.size());

      socket.post("habari");

      await().until(() -> socket.texts().equals(List.of("habari")));
      assertThat(socket.errors()).hasSize(bad.size());
    }
  }

  @Test
  void signing_out_closes_it_on_the_other_node() {
    try (var socket = open(two, asha)) {
      socket.post("habari");
      await().until(() -> socket.texts().size() == 1);

      get(one.api().signOut(asha.token())).want(204);

      assertThat(get(socket.closed())).isEqualTo(4504);
    }
  }

  @Test
  void it_closes_with_4000_when_its_node_stops() {
    var leaving = cluster.local();
    try (var socket = open(leaving, asha)) {
      socket.post("habari");
      await().until(() -> socket.texts().size() == 1);

      leaving.close();

      assertThat(get(socket.closed())).isEqualTo(4000);
    }
  }

  @Test
  void what_a_client_says_of_the_sender_and_the_time_is_passed_over() {
    try (var socket = open(one, asha)) {
      socket.sendRaw(
          new JsonObject()
              .put("message", "habari")
              .put("sender", juma.id().toString())
              .put("username", juma.username())
              .put("timestamp", "1999-01-01 00:00:00")
              .put("token", asha.token())
              .put("more", new JsonObject())
              .encode());

      await().until(() -> socket.frames().size() == 1);
      var frame = socket.frames().getFirst();
      assertThat(frame.getString("sender")).isEqualTo(asha.id().toString());
      assertThat(frame.getString("username")).isEqualTo(asha.username());
      assertThat(frame.getString("timestamp")).doesNotStartWith("1999");
      assertThat(frame.getLong("number")).isEqualTo(1);
      get(one.api().getMessage(asha.token(), UUID.fromString(frame.getString("id")))).want(200);
    }
  }

  @Test
  void it_resumes_after_the_last_message_that_the_client_has() {
    for (int number = 1; number <= 5; number++) {
      asha.post(one.api(), conversation, "habari " + number);
    }
    try (var behind = after(two, 3);
        var upToDate = after(two, 5);
        var fromElsewhere = after(two, 6)) {
      await().until(() -> behind.texts().size() == 2 && fromElsewhere.texts().size() == 5);

      asha.post(one.api(), conversation, "habari 6");

      await().until(() -> upToDate.texts().equals(List.of("habari 6")));
      await().until(() -> behind.texts().equals(List.of("habari 4", "habari 5", "habari 6")));
      assertThat(behind.frames()).allMatch(frame -> frame.containsKey("message"));
    }
  }

  @Test
  void whoever_missed_more_than_is_replayed_is_told_how_much() {
    for (int number = 1; number <= 105; number++) {
      asha.post(one.api(), conversation, "habari " + number);
    }
    try (var socket = after(two, 2)) {
      await().until(() -> socket.texts().size() == 100);
      assertThat(socket.frames().getFirst().getLong("missed")).isEqualTo(3);
      assertThat(socket.texts().getFirst()).isEqualTo("habari 6");
    }
  }

  @Test
  void long_messages_come_all_when_it_resumes() {
    for (int number = 1; number <= 30; number++) {
      asha.post(one.api(), conversation, "🌍".repeat(8_000) + number);
    }
    try (var socket = after(two, 3)) {
      await().until(() -> socket.texts().size() == 27);
      assertThat(socket.frames())
          .extracting(frame -> frame.getLong("number"))
          .isEqualTo(LongStream.rangeClosed(4, 30).boxed().toList());
    }
  }

  @Test
  void another_token_of_the_same_account_keeps_it_open() {
    String shortLived = cluster.shortTokens().of(asha, Duration.ofSeconds(2));
    try (var kept = get(SimpleSocket.open(one.port(), conversation, shortLived));
        var notKept = get(SimpleSocket.open(one.port(), conversation, shortLived))) {
      kept.sendRaw(new JsonObject().put("token", asha.token()).encode());

      assertThat(get(notKept.closed())).isEqualTo(4001);
      kept.post("habari");
      await().until(() -> kept.texts().equals(List.of("habari")));
      assertThat(kept.errors()).isEmpty();
    }
  }

  @Test
  void it_closes_when_its_token_expires() {
    try (var socket =
        get(
            SimpleSocket.open(
                one.port(), conversation, cluster.shortTokens().of(asha, Duration.ofSeconds(2))))) {

      assertThat(get(socket.closed())).isEqualTo(4001);
    }
  }

  private SimpleSocket open(RunningNode node, Person person) {
    return get(SimpleSocket.open(node.port(), conversation, person.token()));
  }

  private SimpleSocket after(RunningNode node, long number) {
    return get(
        SimpleSocket.open(node.port(), conversation + "?after=" + number, bearer(juma.token())));
  }

  private int refusal(Map<String, String> headers) {
    var statuses = new int[1];
    assertThatThrownBy(() -> get(SimpleSocket.open(one.port(), conversation, headers)))
        .isInstanceOfSatisfying(
            UpgradeRejectedException.class, refused -> statuses[0] = refused.getStatus());
    return statuses[0];
  }

  /** As a browser has it after signing in. */
  private static String cookie(Person person) {
    var answer =
        get(one.api()
                .call(
                    "signIn",
                    Map.of(),
                    new JsonObject()
                        .put("login", person.username())
                        .put("password", Person.PASSWORD)
                        .put("refreshIn", "cookie"),
                    null))
            .want(201);
    assertThat(answer.text("refreshToken")).isNull();
    return answer.headers().get("Set-Cookie").split(";", 2)[0];
  }
}
