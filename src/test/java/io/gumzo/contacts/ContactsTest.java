package io.gumzo.contacts;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Answer;
import io.gumzo.testing.Person;
import io.gumzo.testing.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Requests and contacts, over HTTP on two nodes and live. */
class ContactsTest extends Strangers {
  @Test
  void strangers_do_not_talk_to_who_takes_messages_from_contacts() {
    var asha = somebody();
    var juma = somebody();
    takesFrom("contacts", juma);
    mayMessage(asha, juma, false);

    var refused = get(one.api().createConversation(asha.token(), juma.id())).want(403);

    assertThat(refused.text("type")).isEqualTo("/problems/not-contacts");
    assertThat(types(juma)).containsExactly("settings-changed");
  }

  @Test
  void an_accepted_request_makes_contacts_and_posts_its_message() throws Exception {
    var asha = somebody();
    var juma = somebody();
    try (var jumas = get(Socket.ready(two.port(), juma.token()));
        var ashas = get(Socket.ready(one.port(), asha.token()))) {
      var asked = get(contacts().request(asha.token(), juma.id(), "Habari, Juma!")).want(201);
      assertThat(asked.text("state")).isEqualTo("outgoing");
      await().until(() -> jumas.events(juma.id()).size() == 1);
      var request = jumas.events(juma.id()).getFirst().getJsonObject("data");
      assertThat(request.getString("direction")).isEqualTo("incoming");
      assertThat(request.getString("message")).isEqualTo("Habari, Juma!");
      assertThat(requests(juma, "incoming")).containsExactly(asha.id().toString());
      assertThat(requests(asha, "outgoing")).containsExactly(juma.id().toString());
      assertThat(get(one.api().listConversations(juma.token(), Map.of())).items()).isEmpty();

      get(elsewhere().accept(juma.token(), asha.id())).want(200);

      await().until(() -> ashas.events(asha.id()).size() == 3);
      assertThat(types(asha))
          .containsExactly("contact-requested", "contact-added", "conversation-added");
      assertThat(types(juma)).isEqualTo(types(asha));
    }
    var conversation = get(one.api().createConversation(asha.token(), juma.id())).want(200);
    assertThat(conversation.body().getJsonObject("lastMessage").getString("senderId"))
        .isEqualTo(asha.id().toString());
    assertThat(conversation.number("unread")).isZero();
    assertThat(texts(juma, conversation.id())).containsExactly("Habari, Juma!");
    assertThat(contactsOf(juma)).containsExactly(asha.id().toString());
    assertThat(requests(juma, "incoming")).isEmpty();
    mustBe(asha, juma, "contact");
  }

  @Test
  void a_declined_request_can_be_sent_again() {
    var asha = somebody();
    var juma = somebody();
    for (int time = 0; time < 2; time++) {
      get(contacts().request(asha.token(), juma.id(), null)).want(201);
      get(elsewhere().decline(juma.token(), asha.id())).want(204);
      mustBe(asha, juma, "none");
    }
    assertThat(types(asha))
        .containsExactly(
            "contact-requested",
            "contact-request-ended",
            "contact-requested",
            "contact-request-ended");
    assertThat(personal(asha).getLast().getJsonObject("data").getString("outcome"))
        .isEqualTo("declined");
    get(elsewhere().decline(juma.token(), asha.id())).want(404);
  }

  @Test
  void who_asked_may_take_it_back() {
    var asha = somebody();
    var juma = somebody();
    get(contacts().request(asha.token(), juma.id(), "Habari?")).want(201);

    get(contacts().cancel(asha.token(), juma.id())).want(204);

    assertThat(requests(juma, "incoming")).isEmpty();
    assertThat(types(juma)).containsExactly("contact-requested", "contact-request-ended");
    get(contacts().cancel(asha.token(), juma.id())).want(404);
    get(elsewhere().accept(juma.token(), asha.id())).want(404);
  }

  @Test
  void asking_again_changes_nothing() {
    var asha = somebody();
    var juma = somebody();
    get(contacts().request(asha.token(), juma.id(), "Habari?")).want(201);
    assertThat(get(contacts().request(asha.token(), juma.id(), "Tena?")).want(200).text("message"))
        .isEqualTo("Habari?");
    get(elsewhere().accept(juma.token(), asha.id())).want(200);
    get(elsewhere().accept(juma.token(), asha.id())).want(200);
    assertThat(get(contacts().request(asha.token(), juma.id(), null)).want(200).text("state"))
        .isEqualTo("contact");
  }

  @Test
  void nobody_is_a_contact_of_themselves_or_of_nobody() {
    var asha = somebody();
    get(contacts().request(asha.token(), asha.id(), null)).want(400);
    get(contacts().request(asha.token(), UUID.randomUUID(), null)).want(404);
    get(contacts().relation(asha.token(), UUID.randomUUID())).want(404);
    get(contacts().block(asha.token(), asha.id())).want(400);
    get(contacts().block(asha.token(), UUID.randomUUID())).want(404);
  }

  @Test
  void who_is_removed_reads_on_and_posts_no_more_until_they_are_contacts_again() {
    var asha = somebody();
    var juma = somebody();
    takesFrom("contacts", asha);
    UUID talk = asha.conversationWith(one.api(), juma);
    UUID clientId = UUID.randomUUID();
    var posted = get(one.api().postMessage(juma.token(), talk, clientId, "Nipo")).want(201);

    get(contacts().remove(asha.token(), juma.id())).want(204);

    assertThat(post(two.api(), juma, talk, "Upo?").want(403).text("type"))
        .isEqualTo("/problems/not-contacts");
    assertThat(get(one.api().postMessage(juma.token(), talk, clientId, "Nipo")).want(200).id())
        .isEqualTo(posted.id());
    assertThat(get(one.api().getConversation(juma.token(), talk)).body().getBoolean("mayPost"))
        .isFalse();
    assertThat(texts(juma, talk)).containsExactly("Nipo");
    assertThat(types(juma)).endsWith("contact-removed");
    assertThat(conversation(asha, talk).getBoolean("mayPost")).isTrue();
    assertThat(conversation(asha, talk).getBoolean("accepted")).isFalse();
    get(contacts().remove(asha.token(), juma.id())).want(404);

    takesFrom("anyone", asha);
    get(contacts().request(juma.token(), asha.id(), "Tuongee tena")).want(201);
    get(elsewhere().accept(asha.token(), juma.id())).want(200);
    assertThat(texts(asha, talk)).containsExactly("Nipo", "Tuongee tena");
    post(two.api(), asha, talk, "Sawa").want(201);
  }

  @Test
  void who_wants_messages_from_contacts_only_gets_bare_requests() {
    var asha = somebody();
    var juma = somebody();
    takesFrom("contacts", juma);

    var refused = get(contacts().request(asha.token(), juma.id(), "Habari")).want(400);

    assertThat(refused.body().getJsonArray("errors").getJsonObject(0).getString("rule"))
        .isEqualTo("contactsOnly");
    get(contacts().request(asha.token(), juma.id(), null)).want(201);
    get(elsewhere().accept(juma.token(), asha.id())).want(200);
    get(one.api().createConversation(asha.token(), juma.id())).want(201);
  }

  @Test
  void lists_are_paged_without_doubles_or_holes() {
    var asha = somebody();
    var others = Stream.generate(Strangers::somebody).limit(5).toList();
    others.forEach(other -> asha.befriend(one.api(), other));
    var wanting = Stream.generate(Strangers::somebody).limit(5).toList();
    wanting.forEach(other -> get(contacts().request(other.token(), asha.id(), null)).want(201));

    assertThat(all(cursor -> get(contacts().list(asha.token(), cursor))))
        .containsExactlyInAnyOrderElementsOf(idsOf(others));
    assertThat(
            all(
                cursor -> {
                  Map<String, Object> incoming = new HashMap<>(cursor);
                  incoming.put("direction", "incoming");
                  return get(contacts().requests(asha.token(), incoming));
                }))
        .containsExactlyElementsOf(idsOf(wanting.reversed()));
    get(contacts().list(asha.token(), Map.of("cursor", "bogus"))).want(400);
  }

  private static List<String> idsOf(List<Person> people) {
    return people.stream().map(person -> person.id().toString()).toList();
  }

  private interface Pages {
    Answer read(Map<String, Object> parameters);
  }

  private static List<String> all(Pages pages) {
    var found = new ArrayList<String>();
    String cursor = null;
    do {
      var page =
          pages.read(cursor == null ? Map.of("limit", 2) : Map.of("limit", 2, "cursor", cursor));
      found.addAll(ids(page));
      cursor = page.text("next");
    } while (cursor != null);
    return found;
  }
}
