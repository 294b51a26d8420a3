package io.gumzo.contacts;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.testing.Answer;
import io.gumzo.testing.Socket;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a block stops, and that nothing tells it. */
class BlocksTest extends Strangers {
  @Test
  void a_request_of_whoever_is_blocked_seems_to_wait_and_is_never_seen() {
    var asha = somebody();
    var pest = somebody();
    var other = somebody();
    get(contacts().block(asha.token(), pest.id())).want(204);
    try (var ashas = get(Socket.ready(two.port(), asha.token()))) {
      var toBlocker = get(contacts().request(pest.token(), asha.id(), "Please!")).want(201);
      var toOther = get(contacts().request(pest.token(), other.id(), "Please!")).want(201);

      assertThat(likeAnother(toBlocker)).isEqualTo(likeAnother(toOther));
      assertThat(requests(pest, "outgoing"))
          .containsExactly(other.id().toString(), asha.id().toString());
      assertThat(requests(asha, "incoming")).isEmpty();
      assertThat(types(asha)).containsExactly("account-blocked");
      get(ashas.ping());
      assertThat(ashas.events(asha.id())).isEmpty();
    }
    mustBe(asha, pest, "none");
    get(elsewhere().accept(asha.token(), pest.id())).want(404);
    get(elsewhere().decline(asha.token(), pest.id())).want(404);
    get(contacts().cancel(pest.token(), asha.id())).want(204);
    assertThat(types(asha)).containsExactly("account-blocked");
  }

  @Test
  void a_contact_who_is_blocked_sees_what_a_removed_one_sees() {
    var blocked = somebody();
    var removed = somebody();
    var asha = somebody();
    UUID first = asha.conversationWith(one.api(), blocked);
    UUID second = asha.conversationWith(one.api(), removed);

    get(contacts().block(asha.token(), blocked.id())).want(204);
    get(contacts().remove(asha.token(), removed.id())).want(204);

    assertThat(types(blocked)).isEqualTo(types(removed));
    assertThat(likeAnother(get(elsewhere().relation(blocked.token(), asha.id()))))
        .isEqualTo(likeAnother(get(elsewhere().relation(removed.token(), asha.id()))));
    assertThat(post(two.api(), blocked, first, "Why?").status())
        .isEqualTo(post(two.api(), removed, second, "Why?").status())
        .isEqualTo(201);
    takesFrom("contacts", asha);
    assertThat(likeAnother(post(two.api(), blocked, first, "Why?").want(403)))
        .isEqualTo(likeAnother(post(two.api(), removed, second, "Why?").want(403)));
    post(one.api(), asha, first, "Me neither").want(403);
    assertThat(get(elsewhere().relation(asha.token(), blocked.id())).body().getBoolean("blocked"))
        .isTrue();
  }

  @Test
  void a_block_is_an_answer_to_a_request() {
    var asha = somebody();
    var pest = somebody();
    get(contacts().request(pest.token(), asha.id(), "Buy!")).want(201);

    get(elsewhere().block(asha.token(), pest.id())).want(204);

    assertThat(requests(asha, "incoming")).isEmpty();
    assertThat(types(asha))
        .containsExactly("contact-requested", "contact-request-ended", "account-blocked");
    mustBe(pest, asha, "outgoing");
    assertThat(types(pest)).containsExactly("contact-requested");
  }

  @Test
  void after_unblocking_a_request_that_waits_is_seen() {
    var asha = somebody();
    var juma = somebody();
    get(contacts().block(asha.token(), juma.id())).want(204);
    get(contacts().block(asha.token(), juma.id())).want(204);
    get(contacts().request(juma.token(), asha.id(), "Samahani")).want(201);
    assertThat(ids(get(contacts().blocks(asha.token(), Map.of()))))
        .containsExactly(juma.id().toString());
    assertThat(get(contacts().request(asha.token(), juma.id(), null)).want(403).text("type"))
        .isEqualTo("/problems/forbidden");

    get(contacts().unblock(asha.token(), juma.id())).want(204);
    get(contacts().unblock(asha.token(), juma.id())).want(204);

    assertThat(ids(get(contacts().blocks(asha.token(), Map.of())))).isEmpty();
    mustBe(asha, juma, "incoming");
    assertThat(types(asha))
        .containsExactly("account-blocked", "account-unblocked", "contact-requested");
    get(elsewhere().accept(asha.token(), juma.id())).want(200);
    mustBe(juma, asha, "contact");
  }

  @Test
  void ones_own_request_ends_with_a_block() {
    var asha = somebody();
    var juma = somebody();
    get(contacts().request(asha.token(), juma.id(), null)).want(201);

    get(contacts().block(asha.token(), juma.id())).want(204);

    assertThat(requests(juma, "incoming")).isEmpty();
    mustBe(juma, asha, "none");
    assertThat(types(juma)).containsExactly("contact-requested", "contact-request-ended");
  }

  /** Without what differs between any two people. */
  private static JsonObject likeAnother(Answer answer) {
    var body = answer.body().copy();
    for (String own : new String[] {"accountId", "at", "requestId"}) {
      body.remove(own);
    }
    return body.put("status of the answer", answer.status());
  }
}
