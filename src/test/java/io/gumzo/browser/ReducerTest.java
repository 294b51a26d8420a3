package io.gumzo.browser;

import static io.gumzo.testing.Futures.get;

import io.gumzo.testing.Api;
import io.gumzo.testing.LocalNode;
import io.gumzo.testing.Person;
import io.gumzo.testing.TestCluster;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** With the client's own reducer, a snapshot and the events after it make a fresh snapshot. */
@BrowserTest
class ReducerTest {
  private static final long SEED = 20_261_120L;
  private static final int STEPS = 80;
  private static final String TAKE =
      """
      async ([snapshot, me]) => {
        const { applySnapshot } = await import('/models/conversation.js');
        window.me = me;
        window.conversation = applySnapshot(undefined, JSON.parse(snapshot));
      }
      """;
  private static final String APPLY =
      """
      async (events) => {
        const { applyEvent } = await import('/models/conversation.js');
        window.conversation = JSON.parse(events)
          .reduce((before, event) => applyEvent(before, event, window.me), window.conversation);
        return JSON.stringify(window.conversation);
      }
      """;

  @Test
  void a_snapshot_and_the_events_after_it_make_a_fresh_snapshot() {
    try (var cluster = new TestCluster();
        var screen = Screen.open(Look.DESKTOP_LIGHT, cluster.local().port())) {
      var node = (LocalNode) cluster.live().getFirst();
      var talk = new Talk(node.api());
      screen.page().evaluate(TAKE, List.of(talk.snapshot().encode(), talk.asha.id().toString()));
      for (int step = 1; step <= STEPS; step++) {
        var said = talk.somethingHappens();
        var reduced = screen.page().evaluate(APPLY, talk.newEvents().encode());
        Assertions.assertThat(new JsonObject((String) reduced))
            .as("seed %d, step %d: %s", SEED, step, said)
            .isEqualTo(talk.snapshot());
      }
    }
  }

  /** Two people who post and read as chance has it, seen by the first. */
  private static final class Talk {
    private final Random random = new Random(SEED);
    private final Api api;
    private final Person asha;
    private final Person juma;
    private final UUID conversation;
    private long have;
    private long havePersonal;

    Talk(Api api) {
      this.api = api;
      this.asha = Person.signUp(api);
      this.juma = Person.signUp(api);
      this.conversation = asha.conversationWith(api, juma);
      this.have = snapshot().getLong("head");
      newEvents();
    }

    JsonObject snapshot() {
      return get(api.getConversation(asha.token(), conversation)).want(200).body();
    }

    String somethingHappens() {
      var who = random.nextBoolean() ? asha : juma;
      if (random.nextInt(5) < 3) {
        who.post(api, conversation, "Neno " + random.nextInt());
        return "posted by " + who.username();
      }
      long position = random.nextLong(have + 1);
      get(api.markRead(who.token(), conversation, position));
      return "read up to %d by %s".formatted(position, who.username());
    }

    /** Of both streams, either first: nothing is promised between them. */
    JsonArray newEvents() {
      var talk = get(api.listEvents(asha.token(), conversation, have, 100)).want(200);
      var personal = get(api.listEvents(asha.token(), asha.id(), havePersonal, 100)).want(200);
      have = talk.number("head");
      havePersonal = personal.number("head");
      var both = new JsonArray();
      var order = random.nextBoolean() ? List.of(talk, personal) : List.of(personal, talk);
      order.forEach(page -> page.items().forEach(both::add));
      return both;
    }
  }
}
