package io.gumzo.profiles;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.problem.ProblemType;
import io.gumzo.testing.Answer;
import io.gumzo.testing.Person;
import io.gumzo.testing.Socket;
import io.gumzo.testing.TestCluster;
import io.gumzo.testing.TwoNodes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people show of themselves, at two nodes. */
class ProfileTest extends TwoNodes {
  @Test
  void a_new_account_shows_its_username_and_says_nothing() {
    var asha = Person.signUp(one.api());
    var seen = get(one.api().getAccount(asha.token(), asha.id())).want(200);
    assertThat(seen.text("displayName")).isEqualTo(asha.username());
    assertThat(seen.text("about")).isEmpty();
    assertThat(seen.number("revision")).isZero();
  }

  @Test
  void a_change_is_stored_as_it_is_shown_and_leaves_the_rest() {
    var asha = Person.signUp(one.api());
    update(asha, "displayName", "  Asha  Mwangi\u0301 ");
    var me = update(asha, "about", "\r\nNapenda chai.\r\nNa hadithi.\r\n");
    assertThat(me.text("displayName")).isEqualTo("Asha  Mwang\u00ed");
    assertThat(me.text("about")).isEqualTo("Napenda chai.\nNa hadithi.");
    assertThat(me.number("revision")).isEqualTo(2);
    assertThat(get(two.api().getMe(asha.token())).want(200).body()).isEqualTo(me.body());
  }

  @Test
  void what_changes_nothing_is_not_told() {
    var asha = Person.signUp(one.api());
    update(asha, "displayName", "Asha");
    assertThat(update(asha, "displayName", " Asha ").number("revision")).isEqualTo(1);
    assertThat(get(one.api().updateProfile(asha.token(), new JsonObject())).want(200).body())
        .isEqualTo(get(one.api().getMe(asha.token())).body());
    assertThat(ownEvents(asha)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "displayName, '\u200b\u3000', notBlank",
    "displayName, 'Asha\u202e', characters",
    "displayName, 'Asha\nMwangi', characters",
    "about, 'tab\there', characters"
  })
  void a_name_that_nobody_can_see_or_that_misleads_is_refused(
      String field, String value, String rule) {
    var asha = Person.signUp(one.api());
    var refused =
        get(one.api().updateProfile(asha.token(), new JsonObject().put(field, value))).want(400);
    assertThat(refused.body().getJsonArray("errors"))
        .allMatch(error -> ((JsonObject) error).getString("field").equals(field))
        .anyMatch(error -> ((JsonObject) error).getString("rule").equals(rule));
  }

  @Test
  void people_are_found_by_the_new_name_and_no_longer_by_the_old_one() {
    var asha = Person.signUp(one.api());
    update(asha, "displayName", "Ngũgĩ wa Thiong'o");
    update(asha, "displayName", "Wangarĩ Maathai");
    assertThat(found(asha, "wangari maathai")).contains(asha.id());
    assertThat(found(asha, "ngugi wa thiong'o")).doesNotContain(asha.id());
  }

  @Test
  void who_shares_a_conversation_is_told_at_once_on_another_node_and_nobody_else_is() {
    var asha = Person.signUp(one.api());
    var juma = Person.signUp(one.api());
    var stranger = Person.signUp(one.api());
    asha.conversationWith(one.api(), juma);
    try (var jumas = get(Socket.ready(two.port(), juma.token()));
        var strangers = get(Socket.ready(two.port(), stranger.token()))) {
      update(asha, "displayName", "Asha M.");
      var told = awaitTold(jumas);
      assertThat(told.containsKey("position")).isFalse();
      assertThat(told.getString("stream")).isEqualTo(juma.id().toString());
      assertThat(told.getJsonObject("data"))
          .isEqualTo(get(one.api().getAccount(juma.token(), asha.id())).want(200).body());
      get(strangers.ping());
      assertThat(told(strangers)).isEmpty();
    }
  }

  @Test
  void ones_own_devices_learn_of_it_over_the_personal_stream() {
    var asha = Person.signUp(one.api());
    try (var other = get(Socket.ready(two.port(), asha.onAnotherDevice(two.api()).token()))) {
      update(asha, "about", "Habari.");
      var told = awaitTold(other);
      assertThat(told.getLong("position")).isEqualTo(1);
      assertThat(told.getString("stream")).isEqualTo(asha.id().toString());
      assertThat(told.getJsonObject("data").getString("about")).isEqualTo("Habari.");
    }
    assertThat(ownEvents(asha)).hasSize(1);
  }

  @Test
  void of_many_changes_at_once_each_has_its_revision_and_the_last_one_told_is_what_is_stored() {
    var asha = Person.signUp(one.api());
    var changes =
        IntStream.range(0, 20)
            .mapToObj(
                number ->
                    (number % 2 == 0 ? one : two)
                        .api()
                        .updateProfile(
                            asha.token(), new JsonObject().put("displayName", "Asha " + number)))
            .toList();
    get(Future.all(changes));
    var told = ownEvents(asha);
    assertThat(told.stream().map(event -> event.getJsonObject("data").getLong("revision")))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
    assertThat(told.getLast().getJsonObject("data"))
        .isEqualTo(get(one.api().getAccount(asha.token(), asha.id())).want(200).body());
  }

  @Test
  void who_was_away_asks_what_changed_meanwhile() {
    var asha = Person.signUp(one.api());
    var juma = Person.signUp(one.api());
    var stranger = Person.signUp(one.api());
    asha.conversationWith(one.api(), juma);
    String since;
    try (var socket = get(Socket.open(one.port()))) {
      since = get(socket.authenticate(juma.token(), null, Map.of())).getString("at");
    }
    for (var person : List.of(asha, juma, stranger)) {
      update(person, "displayName", "Mpya");
    }
    var missed = get(two.api().listProfileChanges(juma.token(), since)).want(200);
    assertThat(missed.items())
        .containsExactly(get(one.api().getAccount(juma.token(), asha.id())).want(200).body());
    assertThat(missed.body().getBoolean("more")).isFalse();
    assertThat(
            get(two.api().listProfileChanges(juma.token(), "2099-01-01T00:00:00Z"))
                .want(200)
                .items())
        .isEmpty();
    assertThat(
            get(two.api().listProfileChanges(juma.token(), "2026-13-01T00:00:00Z"))
                .want(400)
                .text("type"))
        .isEqualTo(ProblemType.INVALID_REQUEST.uri());
  }

  @Test
  void names_may_not_change_as_fast_as_one_can_send() {
    try (var strict =
        new TestCluster(
            Map.of(
                "throttle.changeProfile.burst",
                "2",
                "throttle.changeProfile.everyMillis",
                "60000"))) {
      var api = strict.local().api();
      var asha = Person.signUp(api);
      for (String name : List.of("Asha 1", "Asha 2")) {
        get(api.updateProfile(asha.token(), new JsonObject().put("displayName", name))).want(200);
      }
      get(api.updateProfile(asha.token(), new JsonObject().put("displayName", "Asha 3"))).want(429);
    }
  }

  private static Answer update(Person person, String field, String value) {
    return get(one.api().updateProfile(person.token(), new JsonObject().put(field, value)))
        .want(200);
  }

  private static List<UUID> found(Person person, String query) {
    return get(one.api().listAccounts(person.token(), Map.of("query", query)))
        .want(200)
        .items()
        .stream()
        .map(account -> UUID.fromString(account.getString("id")))
        .toList();
  }

  private static List<JsonObject> ownEvents(Person person) {
    return get(one.api().listEvents(person.token(), person.id(), 0, 100)).want(200).items().stream()
        .filter(event -> event.getString("type").equals("profile-changed"))
        .toList();
  }

  private static JsonObject awaitTold(Socket socket) {
    await().until(() -> !told(socket).isEmpty());
    return told(socket).getFirst();
  }

  private static List<JsonObject> told(Socket socket) {
    return socket.frames().stream()
        .filter(frame -> frame.getString("type").equals("profile-changed"))
        .toList();
  }
}
