package io.gumzo.contacts;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.testing.Answer;
import io.gumzo.testing.Person;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;

/** Two do something about each other at once, at two nodes. */
class ContactRacesTest extends Strangers {
  private static final int TIMES = 15;

  private final Person asha = somebody();
  private final Person juma = somebody();

  @RepeatedTest(TIMES)
  void who_both_ask_are_contacts_and_both_messages_are_posted_once() {
    var statuses =
        together(
            contacts().request(asha.token(), juma.id(), "from Asha"),
            elsewhere().request(juma.token(), asha.id(), "from Juma"));

    assertThat(statuses).containsExactly(201, 201);
    mustBe(asha, juma, "contact");
    mustBe(juma, asha, "contact");
    var talk = get(one.api().createConversation(asha.token(), juma.id())).want(200).id();
    assertThat(texts(asha, talk)).containsExactlyInAnyOrder("from Asha", "from Juma");
    assertThat(requests(asha, "outgoing")).isEmpty();
    assertThat(requests(juma, "outgoing")).isEmpty();
    mustBeWhole(asha);
    mustBeWhole(juma);
  }

  @RepeatedTest(TIMES)
  void a_block_while_a_request_is_answered_is_the_last_word() {
    get(contacts().request(juma.token(), asha.id(), "Habari")).want(201);

    var statuses =
        together(
            contacts().accept(asha.token(), juma.id()), elsewhere().block(asha.token(), juma.id()));

    assertThat(statuses.get(0)).isIn(200, 404);
    assertThat(statuses.get(1)).isEqualTo(204);
    assertThat(contactsOf(asha)).isEmpty();
    assertThat(contactsOf(juma)).isEmpty();
    // Accepted and then blocked, or blocked while it still seems to wait.
    mustBe(juma, asha, statuses.get(0) == 200 ? "none" : "outgoing");
    assertThat(types(asha)).endsWith("account-blocked");
  }

  @RepeatedTest(TIMES)
  void a_block_and_a_request_that_cross_leave_nothing_to_see() {
    var statuses =
        together(
            contacts().request(juma.token(), asha.id(), "Habari"),
            elsewhere().block(asha.token(), juma.id()));

    assertThat(statuses).containsExactly(201, 204);
    assertThat(requests(asha, "incoming")).isEmpty();
    mustBe(juma, asha, "outgoing");
  }

  @RepeatedTest(TIMES)
  void of_two_devices_that_answer_differently_one_decides() {
    get(contacts().request(juma.token(), asha.id(), null)).want(201);

    var statuses =
        together(
            contacts().accept(asha.token(), juma.id()),
            elsewhere().decline(asha.token(), juma.id()));

    assertThat(statuses).isIn(List.of(200, 404), List.of(404, 204));
    mustBe(asha, juma, statuses.get(0) == 200 ? "contact" : "none");
    mustBe(juma, asha, statuses.get(0) == 200 ? "contact" : "none");
    assertThat(types(juma).getLast())
        .isEqualTo(statuses.get(0) == 200 ? "contact-added" : "contact-request-ended");
  }

  @RepeatedTest(TIMES)
  void a_post_and_a_removal_that_cross_are_in_one_order_for_all() {
    takesFrom("contacts", asha);
    var talk = asha.conversationWith(one.api(), juma);

    var statuses =
        together(
            one.api().postMessage(juma.token(), talk, UUID.randomUUID(), "Nipo"),
            elsewhere().remove(asha.token(), juma.id()));

    assertThat(statuses.get(0)).isIn(201, 403);
    assertThat(texts(asha, talk)).isEqualTo(statuses.get(0) == 201 ? List.of("Nipo") : List.of());
    post(two.api(), juma, talk, "Upo?").want(403);
  }

  @RepeatedTest(TIMES)
  void a_post_and_a_block_that_cross_leave_what_came_after_unseen() {
    var talk = asha.conversationWith(one.api(), juma);

    var statuses =
        together(
            List.of(
                one.api().postMessage(juma.token(), talk, UUID.randomUUID(), "Nipo 1"),
                two.api().postMessage(juma.token(), talk, UUID.randomUUID(), "Nipo 2"),
                elsewhere().block(asha.token(), juma.id()),
                one.api().postMessage(juma.token(), talk, UUID.randomUUID(), "Nipo 3")));

    assertThat(statuses).containsExactly(201, 201, 204, 201);
    var seen = texts(asha, talk);
    var snapshot = conversation(asha, talk);
    assertThat(snapshot.getLong("head")).isEqualTo(seen.size());
    assertThat(snapshot.getLong("unread")).isZero();
    post(two.api(), juma, talk, "Nipo 4").want(201);
    assertThat(texts(asha, talk)).isEqualTo(seen);
    assertThat(conversation(asha, talk)).isEqualTo(snapshot);
    get(elsewhere().unblock(asha.token(), juma.id())).want(204);
    assertThat(texts(asha, talk)).isEqualTo(seen);
    assertThat(texts(juma, talk)).hasSize(4);
  }

  /** The first message shows the conversation, or the block hides it for good. */
  @RepeatedTest(TIMES)
  void a_strangers_first_message_and_a_block_that_cross_are_in_one_order() {
    var talk = get(one.api().createConversation(juma.token(), asha.id())).want(201).id();

    var statuses =
        together(
            one.api().postMessage(juma.token(), talk, UUID.randomUUID(), "Nipo"),
            elsewhere().block(asha.token(), juma.id()));

    assertThat(statuses).containsExactly(201, 204);
    boolean shown = types(asha).contains("conversation-added");
    assertThat(conversations(asha)).hasSize(shown ? 1 : 0);
    if (shown) {
      assertThat(conversation(asha, talk).getLong("unread")).isZero();
    }
    assertThat(texts(juma, talk)).containsExactly("Nipo");
  }

  @RepeatedTest(TIMES)
  void a_setting_and_a_strangers_opening_that_cross_agree() {
    get(
        Future.join(
            one.api().createConversation(juma.token(), asha.id()),
            two.api()
                .changeSettings(
                    asha.token(),
                    new JsonObject()
                        .put("privacy", new JsonObject().put("whoMayMessage", "contacts")))));

    mayMessage(juma, asha, false);
    for (UUID talk : conversations(juma)) {
      post(two.api(), juma, talk, "Upo?").want(403);
    }
  }

  /** A batch of posts holds the conversation and then its members, and so must who parts them. */
  @RepeatedTest(4 * TIMES)
  void many_posts_of_both_and_a_removal_do_not_wait_for_each_other() {
    var talk = asha.conversationWith(one.api(), juma);

    var statuses =
        together(
            Stream.concat(
                    IntStream.range(0, 20)
                        .mapToObj(line -> line % 2 == 0 ? asha : juma)
                        .map(
                            sender ->
                                one.api()
                                    .postMessage(sender.token(), talk, UUID.randomUUID(), "Nipo")),
                    Stream.of(elsewhere().remove(asha.token(), juma.id())))
                .toList());

    assertThat(statuses.subList(0, 20)).isSubsetOf(201, 403);
    assertThat(statuses.getLast()).isEqualTo(204);
  }

  @RepeatedTest(TIMES)
  void nobody_is_left_with_a_contact_who_has_gone() {
    get(contacts().request(juma.token(), asha.id(), "Habari")).want(201);

    var statuses =
        together(
            contacts().accept(asha.token(), juma.id()),
            two.api().deleteMe(juma.token(), Person.PASSWORD, "keep"));

    assertThat(statuses.get(0)).isIn(200, 404);
    assertThat(statuses.get(1)).isEqualTo(204);
    assertThat(contactsOf(asha)).isEmpty();
    assertThat(requests(asha, "incoming")).isEmpty();
    for (var talk : get(one.api().listConversations(asha.token(), Map.of())).items()) {
      assertThat(talk.getBoolean("mayPost")).isFalse();
    }
  }

  private static List<Integer> together(Future<Answer> one, Future<Answer> other) {
    return together(List.of(one, other));
  }

  private static List<Integer> together(List<Future<Answer>> answers) {
    get(Future.join(answers));
    return answers.stream().map(answer -> answer.result().status()).toList();
  }

  /** Positions without holes, and one conversation. */
  private static void mustBeWhole(Person person) {
    var events = personal(person);
    for (int index = 0; index < events.size(); index++) {
      assertThat(events.get(index).getLong("position")).isEqualTo(index + 1);
    }
    assertThat(get(one.api().listConversations(person.token(), Map.of())).items()).hasSize(1);
  }
}
