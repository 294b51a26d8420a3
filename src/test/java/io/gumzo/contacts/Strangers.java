package io.gumzo.contacts;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.testing.Answer;
import io.gumzo.testing.Api;
import io.gumzo.testing.ContactApi;
import io.gumzo.testing.Person;
import io.gumzo.testing.TwoNodes;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Two nodes, and people who do not know each other yet. */
abstract class Strangers extends TwoNodes {
  static Person somebody() {
    return Person.signUp(one.api());
  }

  static ContactApi contacts() {
    return new ContactApi(one.api());
  }

  /** The same, at the other node. */
  static ContactApi elsewhere() {
    return new ContactApi(two.api());
  }

  static void mustBe(Person me, Person other, String state) {
    assertThat(get(elsewhere().relation(me.token(), other.id())).want(200).text("state"))
        .isEqualTo(state);
  }

  /** From now on. */
  static void takesFrom(String whom, Person person) {
    var change = new JsonObject().put("privacy", new JsonObject().put("whoMayMessage", whom));
    get(one.api().changeSettings(person.token(), change)).want(200);
  }

  static void mayMessage(Person me, Person other, boolean may) {
    assertThat(get(elsewhere().relation(me.token(), other.id())).body().getBoolean("mayMessage"))
        .isEqualTo(may);
  }

  static JsonObject conversation(Person person, UUID conversation) {
    return get(two.api().getConversation(person.token(), conversation)).want(200).body();
  }

  static List<UUID> conversations(Person person) {
    return get(two.api().listConversations(person.token(), Map.of())).want(200).items().stream()
        .map(item -> UUID.fromString(item.getString("id")))
        .toList();
  }

  static List<String> requests(Person person, String direction) {
    return ids(get(elsewhere().requests(person.token(), Map.of("direction", direction))));
  }

  static List<String> contactsOf(Person person) {
    return ids(get(elsewhere().list(person.token(), Map.of())));
  }

  static List<String> ids(Answer page) {
    return page.want(200).items().stream()
        .map(item -> item.getJsonObject("account").getString("id"))
        .toList();
  }

  /** Whole, in order. */
  static List<JsonObject> personal(Person person) {
    return get(two.api().listEvents(person.token(), person.id(), 0, 500)).want(200).items();
  }

  static List<String> types(Person person) {
    return personal(person).stream().map(event -> event.getString("type")).toList();
  }

  static Answer post(Api api, Person sender, UUID conversation, String text) {
    return get(api.postMessage(sender.token(), conversation, UUID.randomUUID(), text));
  }

  static List<String> texts(Person reader, UUID conversation) {
    return get(one.api().listMessages(reader.token(), conversation, Map.of()))
        .want(200)
        .items()
        .stream()
        .map(message -> message.getString("text"))
        .toList();
  }

  /** What somebody takes along of what was said. */
  static String exported(Person person) throws Exception {
    var proof = new JsonObject().put("password", Person.PASSWORD);
    var archive = get(two.api().exportMyData(person.token(), proof));
    try (var zip =
        new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(archive.getBytes()))) {
      var entry = zip.getNextEntry();
      while (!entry.getName().equals("messages.json")) {
        entry = zip.getNextEntry();
      }
      return new String(zip.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }
}
