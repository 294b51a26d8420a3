package io.gumzo.settings;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Answer;
import io.gumzo.testing.Person;
import io.gumzo.testing.Socket;
import io.gumzo.testing.TestCluster;
import io.gumzo.testing.TestServers;
import io.gumzo.testing.TwoNodes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings over HTTP on two nodes, and what the other devices hear. */
class SettingsTest extends TwoNodes {
  @Test
  void who_never_changed_any_has_the_defaults() {
    var asha = Person.signUp(one.api());

    assertThat(settings(asha))
        .isEqualTo(
            new JsonObject(
                """
                {"privacy": {"whoMayMessage": "anyone", "readReceipts": true, "presence": true},
                 "notifications": {"sound": true, "desktop": true, "preview": true},
                 "theme": "system", "language": "auto", "position": 0}
                """));
  }

  @Test
  void what_is_not_named_stays_as_it_is() {
    var asha = Person.signUp(one.api());
    change(asha, "{'privacy': {'presence': false}, 'theme': 'dark'}");

    var answer = change(asha, "{'privacy': {'whoMayMessage': 'contacts'}, 'language': 'sw'}");

    assertThat(answer.body().getJsonObject("privacy"))
        .isEqualTo(json("{'whoMayMessage': 'contacts', 'readReceipts': true, 'presence': false}"));
    assertThat(answer.text("theme")).isEqualTo("dark");
    assertThat(answer.text("language")).isEqualTo("sw");
    assertThat(get(two.api().getSettings(asha.token())).body()).isEqualTo(answer.body());
  }

  @Test
  void a_change_reaches_the_other_device_on_the_other_node_within_a_second() {
    var laptop = Person.signUp(one.api());
    var phone = laptop.onAnotherDevice(two.api());
    var juma = Person.signUp(two.api());
    try (var phones = get(Socket.ready(two.port(), phone.token()));
        var jumas = get(Socket.ready(two.port(), juma.token()))) {

      var answer = change(laptop, "{'notifications': {'sound': false}}");

      await().atMost(Duration.ofSeconds(1)).until(() -> phones.events(phone.id()).size() == 1);
      var event = phones.events(phone.id()).getFirst();
      assertThat(event.getString("type")).isEqualTo("settings-changed");
      assertThat(event.getLong("position")).isEqualTo(answer.number("position"));
      assertThat(event.getJsonObject("data").put("position", answer.number("position")))
          .isEqualTo(answer.body());
      get(jumas.ping());
      assertThat(jumas.events()).isEmpty();
    }
  }

  @Test
  void what_changes_nothing_is_not_announced() {
    var asha = Person.signUp(one.api());
    long first = change(asha, "{'theme': 'dark'}").number("position");

    long second =
        change(asha, "{'theme': 'dark', 'privacy': {}, 'notifications': {'sound': true}}")
            .number("position");

    assertThat(second).isEqualTo(first);
    assertThat(events(asha)).hasSize(1);
  }

  @Test
  void devices_that_change_different_ones_at_once_lose_nothing() {
    var asha = Person.signUp(one.api());
    List<Future<Answer>> changes = new ArrayList<>();
    for (String each :
        List.of(
            "{'theme': 'light'}",
            "{'language': 'en'}",
            "{'privacy': {'whoMayMessage': 'contacts'}}",
            "{'privacy': {'readReceipts': false}}",
            "{'privacy': {'presence': false}}",
            "{'notifications': {'sound': false}}",
            "{'notifications': {'desktop': false}}",
            "{'notifications': {'preview': false}}")) {
      var node = changes.size() % 2 == 0 ? one : two;
      changes.add(node.api().changeSettings(asha.token(), json(each)));
    }
    changes.forEach(change -> get(change).want(200));

    assertThat(settings(asha))
        .isEqualTo(
            json(
                """
                {'privacy': {'whoMayMessage': 'contacts', 'readReceipts': false, 'presence': false},
                 'notifications': {'sound': false, 'desktop': false, 'preview': false},
                 'theme': 'light', 'language': 'en', 'position': 8}
                """));
    assertThat(events(asha).stream().map(event -> event.getLong("position")))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 8).mapToObj(Long::valueOf).toList());
    var last = events(asha).getLast().getJsonObject("data").put("position", 8L);
    assertThat(last).isEqualTo(settings(asha));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'font': 'large'}",
        "{'theme': 'pink'}",
        "{'language': 'ar'}",
        "{'privacy': {'shoeSize': 43}}",
        "{'privacy': {'presence': 'yes'}}",
        "{'notifications': true}",
        "{'theme': null}"
      })
  void what_is_no_setting_is_refused_and_changes_nothing(String changes) {
    var asha = Person.signUp(one.api());

    get(one.api().changeSettings(asha.token(), json(changes))).want(400);

    assertThat(settings(asha).getLong("position")).isZero();
  }

  @Test
  void what_a_later_version_stored_does_not_disturb_this_one() {
    var asha = Person.signUp(one.api());
    change(asha, "{'theme': 'dark'}");
    TestServers.execute(
        cluster.postgresUrl(),
        "UPDATE settings SET chosen = '{\"theme\": \"sepia\", \"font\": \"large\"}' WHERE account_id = '%s'"
            .formatted(asha.id()));

    assertThat(settings(asha).getString("theme")).isEqualTo("system");
    change(asha, "{'language': 'sw'}");

    assertThat(get(one.api().getSettings(asha.token())).text("language")).isEqualTo("sw");
  }

  @Test
  void changes_have_a_limit() {
    try (var strict =
        new TestCluster(
            Map.of(
                "throttle.changeSettings.everyMillis",
                "60000",
                "throttle.changeSettings.burst",
                "2"))) {
      var node = strict.local();
      var asha = Person.signUp(node.api());
      var dark = new JsonObject().put("theme", "dark");
      get(node.api().changeSettings(asha.token(), dark)).want(200);
      get(node.api().changeSettings(asha.token(), dark)).want(200);

      var refused = get(node.api().changeSettings(asha.token(), dark)).want(429);

      assertThat(refused.number("retryAfterMillis")).isPositive();
    }
  }

  private static Answer change(Person person, String changes) {
    return get(one.api().changeSettings(person.token(), json(changes))).want(200);
  }

  private static JsonObject settings(Person person) {
    return get(one.api().getSettings(person.token())).want(200).body();
  }

  private static List<JsonObject> events(Person person) {
    return get(one.api().listEvents(person.token(), person.id(), 0, 100)).want(200).items();
  }

  private static JsonObject json(String text) {
    return new JsonObject(text.replace('\'', '"'));
  }
}
