package io.gumzo.system;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.ContactApi;
import io.gumzo.testing.FrameContract;
import io.gumzo.testing.Person;
import io.gumzo.testing.TestServers;
import io.gumzo.testing.TwoNodes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What the streams of others tell of somebody who has left. */
class NamesLeftTest extends TwoNodes {
  private static final String TABLES =
      """
      SELECT table_name FROM information_schema.tables
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
      """;

  private final ContactApi contacts = new ContactApi(one.api());

  /** In all that she is called, and in all that she says. */
  private final String secret = "s" + UUID.randomUUID().toString().substring(0, 13);

  private final Person asha = named();
  private final Map<String, Person> others = new TreeMap<>();

  @Test
  void no_table_tells_of_somebody_who_has_left_by_any_name_or_word() throws SQLException {
    getAcquainted();
    Map<String, List<String>> before = told();
    assertThat(holders()).contains("accounts", "contact_requests", "events", "messages");

    get(two.api().deleteMe(asha.token(), Person.PASSWORD, "remove")).want(204);

    await().untilAsserted(() -> assertThat(holders()).isEmpty());
    told()
        .forEach(
            (who, now) ->
                assertThat(now.subList(0, before.get(who).size()))
                    .as(who)
                    .containsExactlyElementsOf(before.get(who)));
    for (Person other : others.values()) {
      for (JsonObject event : events(other)) {
        mustBeNameless(event);
      }
    }
  }

  @Test
  void what_she_leaves_in_conversations_is_still_their_first_message() throws SQLException {
    getAcquainted();

    get(two.api().deleteMe(asha.token(), Person.PASSWORD, "keep")).want(204);

    assertThat(holders()).containsExactlyInAnyOrder("events", "messages");
    for (String who : List.of("accepted", "met")) {
      var other = others.get(who);
      var added = data(other, "conversation-added").getFirst();
      assertThat(added.getJsonObject("lastMessage").getString("text"))
          .isEqualTo(who.equals("met") ? "nami" : said(who));
      assertThat(added.getInteger("messageCount")).isEqualTo(who.equals("met") ? 2 : 1);
    }
    for (String who : List.of("asked", "declined", "accepted", "blocks")) {
      assertThat(data(others.get(who), "contact-requested"))
          .as(who)
          .isNotEmpty()
          .allMatch(each -> each.getString("message") == null);
    }
    var words = data(others.get("asks"), "contact-requested").getFirst();
    assertThat(words.getString("message")).isEqualTo("habari");
    assertThat(words.getString("direction")).isEqualTo("outgoing");
  }

  @RepeatedTest(5)
  void an_answer_and_a_block_that_cross_her_leaving_are_told_without_a_name() throws SQLException {
    var answers = ask("answers");
    var blocks = ask("blocks");

    var accepted = contacts.accept(answers.token(), asha.id());
    var left = two.api().deleteMe(asha.token(), Person.PASSWORD, "remove");
    var blocked = contacts.block(blocks.token(), asha.id());
    get(Future.join(accepted, left, blocked));

    assertThat(left.result().status()).isEqualTo(204);
    assertThat(accepted.result().status()).isIn(200, 404);
    assertThat(blocked.result().status()).isIn(204, 404);
    await().untilAsserted(() -> assertThat(holders()).isEmpty());
  }

  private Person named() {
    var person = Person.signUp(one.api(), secret);
    TestServers.execute(
        cluster.postgresUrl(),
        "UPDATE accounts SET first_name = 'F%2$s', last_name = 'L%2$s' WHERE id = '%1$s'"
            .formatted(person.id(), secret));
    var name = new JsonObject().put("displayName", "Jina " + secret).put("about", "wa " + secret);
    get(one.api().updateProfile(person.token(), name)).want(200);
    return person;
  }

  /** Everything that one can become to another. */
  private void getAcquainted() {
    ask("asked");
    get(contacts.request(other("asks").token(), asha.id(), "habari")).want(201);
    get(contacts.decline(ask("declined").token(), asha.id())).want(204);
    get(contacts.accept(ask("accepted").token(), asha.id())).want(200);
    get(contacts.request(ask("met").token(), asha.id(), "nami")).want(201);
    get(contacts.cancel(asha.token(), ask("cancelled").id())).want(204);
    get(contacts.block(asha.token(), ask("blocked").id())).want(204);
    var blocks = ask("blocks");
    get(contacts.block(blocks.token(), asha.id())).want(204);
    get(contacts.unblock(blocks.token(), asha.id())).want(204);
    get(contacts.block(blocks.token(), asha.id())).want(204);
    asha.befriend(one.api(), other("removed"));
    get(contacts.remove(asha.token(), others.get("removed").id())).want(204);
    UUID talk = asha.conversationWith(one.api(), other("talks"));
    asha.post(one.api(), talk, said("talks"));
  }

  private Person ask(String who) {
    var person = other(who);
    get(contacts.request(asha.token(), person.id(), said(who))).want(201);
    return person;
  }

  private Person other(String who) {
    var person = Person.signUp(one.api());
    others.put(who, person);
    return person;
  }

  private String said(String who) {
    return "siri " + secret + " \"" + who + "\" \\ 👋";
  }

  private void mustBeNameless(JsonObject event) {
    String type = event.getString("type");
    var data = event.getJsonObject("data");
    var accounts = new ArrayList<JsonObject>();
    if (data.containsKey("account")) {
      accounts.add(data.getJsonObject("account"));
    }
    if (type.equals("conversation-added")) {
      data.getJsonArray("members")
          .forEach(each -> accounts.add(((JsonObject) each).getJsonObject("account")));
      assertThat(accounts).hasSize(2);
      accounts.removeIf(each -> !each.getString("id").equals(asha.id().toString()));
      assertThat(accounts).hasSize(1);
    }
    var left =
        get(one.api().getAccount(others.get("talks").token(), asha.id())).want(200).body().copy();
    left.remove("about");
    assertThat(accounts).as(type).allMatch(left::equals);
  }

  private List<JsonObject> data(Person person, String type) {
    return events(person).stream()
        .filter(each -> each.getString("type").equals(type))
        .map(each -> each.getJsonObject("data"))
        .toList();
  }

  private static List<JsonObject> events(Person person) {
    var events = get(two.api().listEvents(person.token(), person.id(), 0, 500)).want(200).items();
    events.forEach(FrameContract.FRAMES::check);
    return events;
  }

  private Map<String, List<String>> told() {
    var told = new TreeMap<String, List<String>>();
    others.forEach(
        (who, person) ->
            told.put(
                who,
                events(person).stream()
                    .map(each -> each.getLong("position") + " " + each.getString("type"))
                    .toList()));
    return told;
  }

  /** The tables that know a word of hers. */
  private List<String> holders() throws SQLException {
    var holders = new ArrayList<String>();
    try (var connection = TestServers.connect(cluster.postgresUrl());
        var statement = connection.createStatement()) {
      var tables = new ArrayList<String>();
      try (var rows = statement.executeQuery(TABLES)) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      for (String table : tables) {
        String found = "SELECT FROM %s t WHERE t::text LIKE '%%%s%%' LIMIT 1";
        try (var rows = statement.executeQuery(found.formatted(table, secret))) {
          if (rows.next()) {
            holders.add(table);
          }
        }
      }
    }
    return holders;
  }
}
