package io.gumzo.contacts;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Person;
import io.gumzo.testing.Socket;
import io.gumzo.testing.Stored;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Conversations of people who do not know each other, and what a block withholds in them. */
class StrangersTalkTest extends Strangers {
  @Test
  void a_strangers_conversation_exists_to_the_other_with_the_first_message() throws Exception {
    var asha = somebody();
    var juma = somebody();
    mayMessage(asha, juma, true);
    try (var jumas = get(Socket.ready(two.port(), juma.token()))) {
      UUID talk = open(asha, juma);
      assertThat(conversations(juma)).isEmpty();
      get(two.api().getConversation(juma.token(), talk)).want(403);
      get(two.api().listMessages(juma.token(), talk, Map.of())).want(403);
      assertThat(types(juma)).isEmpty();

      post(one.api(), asha, talk, "Habari, Juma!").want(201);

      await().until(() -> jumas.events(talk).size() == 1);
      assertThat(types(juma)).containsExactly("conversation-added");
      assertThat(texts(juma, talk)).containsExactly("Habari, Juma!");
      assertThat(conversation(juma, talk).getLong("unread")).isEqualTo(1);
      assertThat(conversation(juma, talk).getBoolean("accepted")).isFalse();
      assertThat(conversation(juma, talk).getBoolean("mayPost")).isTrue();
      assertThat(conversation(asha, talk).getBoolean("accepted")).isTrue();
      mustBe(asha, juma, "none");
    }
  }

  @Test
  void answering_accepts_and_holds_whatever_the_setting_becomes() {
    var asha = somebody();
    var juma = somebody();
    UUID talk = open(asha, juma);
    post(one.api(), asha, talk, "Habari?").want(201);

    post(two.api(), juma, talk, "Nzuri").want(201);

    assertThat(types(juma)).containsExactly("conversation-added", "conversation-accepted");
    assertThat(types(asha)).containsExactly("conversation-added");
    assertThat(conversation(juma, talk).getBoolean("accepted")).isTrue();
    takesFrom("contacts", juma);
    takesFrom("contacts", asha);
    post(two.api(), asha, talk, "Vizuri").want(201);
    post(one.api(), juma, talk, "Sana").want(201);
    assertThat(texts(asha, talk)).containsExactly("Habari?", "Nzuri", "Vizuri", "Sana");
  }

  @Test
  void accepting_without_an_answer_does_the_same_once() {
    var asha = somebody();
    var juma = somebody();
    UUID talk = open(asha, juma);
    get(elsewhere().acceptConversation(juma.token(), talk)).want(403);
    post(one.api(), asha, talk, "Habari?").want(201);

    get(elsewhere().acceptConversation(juma.token(), talk)).want(204);
    get(contacts().acceptConversation(juma.token(), talk)).want(204);

    assertThat(types(juma)).containsExactly("conversation-added", "conversation-accepted");
    takesFrom("contacts", juma);
    post(two.api(), asha, talk, "Upo?").want(201);
  }

  @Test
  void who_does_not_want_strangers_any_more_hears_them_no_more() {
    var asha = somebody();
    var juma = somebody();
    UUID talk = open(asha, juma);
    post(one.api(), asha, talk, "Habari?").want(201);

    takesFrom("contacts", juma);

    mayMessage(asha, juma, false);
    assertThat(conversation(asha, talk).getBoolean("mayPost")).isFalse();
    post(two.api(), asha, talk, "Upo?").want(403);
    takesFrom("anyone", juma);
    post(two.api(), asha, talk, "Upo sasa?").want(201);
    assertThat(texts(juma, talk)).containsExactly("Habari?", "Upo sasa?");
  }

  @Test
  void both_may_open_it() {
    var asha = somebody();
    var juma = somebody();
    UUID talk = open(asha, juma);

    var jumas = get(two.api().createConversation(juma.token(), asha.id())).want(201);

    assertThat(jumas.id()).isEqualTo(talk);
    assertThat(jumas.body().getBoolean("accepted")).isTrue();
    assertThat(types(juma)).containsExactly("conversation-added");
    get(two.api().createConversation(juma.token(), asha.id())).want(200);
    post(two.api(), juma, talk, "Habari").want(201);
    post(one.api(), asha, talk, "Nzuri").want(201);
    assertThat(texts(juma, talk)).isEqualTo(texts(asha, talk)).hasSize(2);
  }

  @Test
  void becoming_contacts_shows_a_conversation_that_was_opened() {
    var asha = somebody();
    var juma = somebody();
    UUID talk = open(asha, juma);
    get(contacts().request(asha.token(), juma.id(), "Tujuane")).want(201);

    get(elsewhere().accept(juma.token(), asha.id())).want(200);

    assertThat(types(juma))
        .containsExactly("contact-requested", "contact-added", "conversation-added");
    assertThat(texts(juma, talk)).containsExactly("Tujuane");
    assertThat(conversation(juma, talk).getBoolean("accepted")).isTrue();
  }

  /** Nothing of it at any time, in any way that the contract knows. */
  @Test
  void what_is_written_during_a_block_never_reaches_who_blocks() throws Exception {
    var asha = somebody();
    var juma = somebody();
    var other = somebody();
    UUID talk = asha.conversationWith(one.api(), juma);
    post(one.api(), juma, talk, "before").want(201);
    UUID later = asha.conversationWith(one.api(), other);
    post(one.api(), other, later, "newer").want(201);
    get(contacts().block(asha.token(), juma.id())).want(204);
    var before = conversation(asha, talk);
    assertThat(before.getLong("unread")).isZero();
    assertThat(before.getBoolean("mayPost")).isFalse();
    try (var ashas = get(Socket.ready(two.port(), asha.token()));
        var jumas = get(Socket.ready(one.port(), juma.token()))) {
      UUID secret = null;
      for (int number = 0; number < 3; number++) {
        secret = post(two.api(), juma, talk, "secret " + number).want(201).id();
      }
      await().until(() -> jumas.events(talk).size() == 3);
      assertThat(conversation(asha, talk)).isEqualTo(before);
      assertThat(conversations(asha)).containsExactly(later, talk);
      assertThat(texts(asha, talk)).containsExactly("before");
      get(two.api().getMessage(asha.token(), secret)).want(404);
      get(two.api().markRead(asha.token(), talk, before.getLong("head") + 1)).want(400);
      var events = get(two.api().listEvents(asha.token(), talk, 0, 500)).want(200);
      assertThat(events.items()).hasSize(1);
      assertThat(events.number("head")).isEqualTo(1);
      assertThat(texts(juma, talk)).hasSize(4);

      get(contacts().unblock(asha.token(), juma.id())).want(204);

      assertThat(conversations(asha)).containsExactly(later, talk);
      var after = conversation(asha, talk);
      assertThat(after.getLong("unread")).isZero();
      assertThat(after.getString("lastActivityAt")).isEqualTo(before.getString("lastActivityAt"));
      assertThat(after.getJsonObject("lastMessage")).isEqualTo(before.getJsonObject("lastMessage"));
      assertThat(texts(asha, talk)).containsExactly("before");
      get(two.api().getMessage(asha.token(), secret)).want(404);

      post(two.api(), juma, talk, "heard").want(201);

      await().until(() -> ashas.events(talk).size() == 1);
      assertThat(conversations(asha)).containsExactly(talk, later);
      assertThat(texts(asha, talk)).containsExactly("before", "heard");
      assertThat(conversation(asha, talk).getLong("unread")).isEqualTo(1);
      assertThat(withheld(asha, talk)).isEqualTo(List.of(2L, 3L, 4L));
      assertThat(ashas.frames().toString()).doesNotContain("secret");
    }
    assertThat(exported(asha)).contains("before", "heard").doesNotContain("secret");
    assertThat(exported(juma)).contains("before", "heard", "secret 2");
  }

  @Test
  void a_conversation_that_is_opened_during_a_block_is_nowhere_until_something_is_heard() {
    var asha = somebody();
    var pest = somebody();
    get(contacts().block(asha.token(), pest.id())).want(204);
    UUID talk = open(pest, asha);
    post(one.api(), pest, talk, "secret 1").want(201);
    post(two.api(), pest, talk, "secret 2").want(201);
    assertThat(conversations(asha)).isEmpty();
    get(two.api().getConversation(asha.token(), talk)).want(403);
    get(two.api().listEvents(asha.token(), talk, 0, 100)).want(403);
    get(one.api().createConversation(asha.token(), pest.id())).want(403);
    assertThat(conversations(pest)).containsExactly(talk);

    get(contacts().unblock(asha.token(), pest.id())).want(204);
    assertThat(conversations(asha)).isEmpty();
    assertThat(types(asha)).containsExactly("account-blocked", "account-unblocked");

    post(two.api(), pest, talk, "heard").want(201);

    assertThat(types(asha)).endsWith("conversation-added");
    assertThat(texts(asha, talk)).containsExactly("heard");
    assertThat(conversation(asha, talk).getLong("unread")).isEqualTo(1);
    assertThat(withheld(asha, talk)).isEqualTo(List.of(1L, 2L));
    assertThat(texts(pest, talk)).containsExactly("secret 1", "secret 2", "heard");
  }

  @Test
  void blocks_that_come_and_go_leave_pages_without_holes() {
    var asha = somebody();
    var juma = somebody();
    UUID talk = asha.conversationWith(one.api(), juma);
    for (int round = 0; round < 3; round++) {
      for (int number = 0; number < 4; number++) {
        post(one.api(), juma, talk, "heard " + round + number).want(201);
      }
      get(contacts().block(asha.token(), juma.id())).want(204);
      for (int number = 0; number < 5; number++) {
        post(one.api(), juma, talk, "secret").want(201);
      }
      get(contacts().unblock(asha.token(), juma.id())).want(204);
      get(contacts().block(asha.token(), juma.id())).want(204);
      post(one.api(), juma, talk, "secret").want(201);
      get(contacts().unblock(asha.token(), juma.id())).want(204);
    }
    var heard = IntStream.range(0, 12).mapToObj(each -> "heard " + each / 4 + each % 4).toList();
    assertThat(texts(asha, talk)).isEqualTo(heard);
    assertThat(conversation(asha, talk).getJsonObject("lastMessage").getString("text"))
        .isEqualTo("heard 23");
    assertThat(conversation(asha, talk).getLong("unread")).isZero();
    for (int position : List.of(1, 7, 11, 12, 20, 30)) {
      mustBe(page(asha, talk, "before", position), heard, "older", "newer");
      mustBe(page(asha, talk, "after", position), heard, "older", "newer");
      mustBe(page(asha, talk, "around", position), heard, "older", "newer");
    }
    assertThat(withheld(asha, talk)).hasSize(18);
    assertThat(get(one.api().listEvents(asha.token(), talk, 0, 500)).items())
        .hasSize(Stored.stream(cluster.postgresUrl(), talk).size());
  }

  @Test
  void who_leaves_is_told_of_to_who_blocked_them() {
    var asha = somebody();
    var juma = somebody();
    UUID talk = asha.conversationWith(one.api(), juma);
    get(contacts().block(asha.token(), juma.id())).want(204);
    post(one.api(), juma, talk, "secret").want(201);

    get(two.api().deleteMe(juma.token(), Person.PASSWORD, "keep")).want(204);

    await().until(() -> conversation(asha, talk).getLong("head") == 2);
    var events = get(one.api().listEvents(asha.token(), talk, 0, 10)).items();
    assertThat(events)
        .extracting(event -> event.getString("type"))
        .containsExactly("message-withheld", "account-deleted");
    assertThat(conversation(asha, talk).getLong("unread")).isZero();
    assertThat(conversation(asha, talk).getBoolean("mayPost")).isFalse();
    takesFrom("contacts", asha);
    takesFrom("anyone", asha);
    assertThat(conversation(asha, talk).getBoolean("mayPost")).isFalse();
  }

  private static void mustBe(JsonObject page, List<String> all, String older, String newer) {
    var texts =
        page.getJsonArray("items").stream()
            .map(item -> ((JsonObject) item).getString("text"))
            .toList();
    int first = texts.isEmpty() ? -1 : all.indexOf(texts.getFirst());
    if (first >= 0) {
      assertThat(texts).isEqualTo(all.subList(first, first + texts.size()));
      assertThat(page.getBoolean(older)).isEqualTo(first > 0);
      assertThat(page.getBoolean(newer)).isEqualTo(first + texts.size() < all.size());
    }
  }

  private static JsonObject page(Person person, UUID talk, String anchor, int position) {
    return get(one.api().listMessages(person.token(), talk, Map.of(anchor, position, "limit", 5)))
        .want(200)
        .body();
  }

  private static UUID open(Person me, Person other) {
    return get(one.api().createConversation(me.token(), other.id())).want(201).id();
  }

  /** The numbers of what is withheld. */
  private static List<Long> withheld(Person person, UUID talk) {
    return get(two.api().listEvents(person.token(), talk, 0, 500)).want(200).items().stream()
        .filter(event -> event.getString("type").equals("message-withheld"))
        .map(event -> event.getJsonObject("data").getLong("number"))
        .toList();
  }
}
