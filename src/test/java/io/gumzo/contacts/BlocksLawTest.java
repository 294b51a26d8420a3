package io.gumzo.contacts;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Device;
import io.gumzo.testing.Person;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** While blocks come and go, a snapshot and the events after it still give a fresh snapshot. */
class BlocksLawTest extends Strangers {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void who_blocks_has_whole_streams_right_counts_and_nothing_that_was_withheld(long seed) {
    var random = new Random(seed);
    var asha = somebody();
    var juma = somebody();
    UUID talk = asha.conversationWith(one.api(), juma);
    try (var ashas = new Device(asha, () -> List.of(one)).connect();
        var jumas = new Device(juma, () -> List.of(two)).connect()) {
      await().until(() -> ashas.connected() && jumas.connected());
      var heard = new ArrayList<String>();
      live(random, asha, juma, talk, heard);
      var before = conversation(asha, talk);
      live(random, asha, juma, talk, heard);
      get(contacts().unblock(asha.token(), juma.id())).want(204);
      say(juma, talk, "mwisho", heard);

      var after = conversation(asha, talk);
      await().until(() -> ashas.displayed(talk).size() == after.getLong("head"));
      await().until(() -> jumas.displayed(talk).size() == after.getLong("head"));
      assertThat(textsOf(ashas.displayed(talk))).isEqualTo(heard);
      assertThat(allTexts(asha, talk)).isEqualTo(heard);
      var events = new ArrayList<>(personal(asha));
      events.addAll(ashas.displayed(talk));
      assertThat(apart(reduce(before, events, asha))).isEqualTo(apart(after));
      assertThat(jumas.displayed(talk)).noneMatch(each -> each.getString("type").contains("with"));
    }
  }

  private static void live(Random random, Person asha, Person juma, UUID talk, List<String> heard) {
    boolean blocks = get(contacts().relation(asha.token(), juma.id())).body().getBoolean("blocked");
    for (int step = 0; step < 25; step++) {
      switch (random.nextInt(6)) {
        case 0 -> {
          var change = blocks ? elsewhere().unblock(asha.token(), juma.id()) : block(asha, juma);
          get(change).want(204);
          blocks = !blocks;
        }
        case 1 -> {
          long head = conversation(asha, talk).getLong("head");
          get(two.api().markRead(asha.token(), talk, random.nextLong(head + 1))).want(200);
        }
        case 2 -> {
          String text = "Asha " + step;
          if (post(one.api(), asha, talk, text).status() == 201) {
            heard.add(text);
          }
        }
        default -> say(juma, talk, "Juma " + step, blocks ? new ArrayList<>() : heard);
      }
      var now = conversation(asha, talk);
      assertThat(now.getLong("unread")).isBetween(0L, now.getLong("messageCount"));
      if (blocks) {
        assertThat(now.getLong("unread")).isZero();
      }
    }
  }

  private static io.vertx.core.Future<io.gumzo.testing.Answer> block(Person asha, Person juma) {
    return contacts().block(asha.token(), juma.id());
  }

  private static void say(Person who, UUID talk, String text, List<String> heard) {
    post(two.api(), who, talk, text).want(201);
    heard.add(text);
  }

  private static JsonObject reduce(JsonObject snapshot, List<JsonObject> events, Person mine) {
    var now = snapshot.copy();
    for (var event : events) {
      var data = event.getJsonObject("data");
      long position = event.getLong("position");
      if (event.getString("type").equals("conversation-read")) {
        read(now, data.getLong("readPosition"), data.getLong("readNumber"));
      } else if (event.getString("stream").equals(now.getString("id"))
          && position > now.getLong("head")) {
        assertThat(position).isEqualTo(now.getLong("head") + 1);
        boolean posted = event.getString("type").equals("message-posted");
        now.put("head", position).put("messageCount", data.getLong("number"));
        if (posted) {
          now.put("lastMessage", data).put("lastActivityAt", event.getString("at"));
        }
        if (!posted || data.getString("senderId").equals(mine.id().toString())) {
          read(now, position, data.getLong("number"));
        }
      }
    }
    return now.put("unread", now.getLong("messageCount") - now.getLong("readNumber"));
  }

  private static void read(JsonObject now, long position, long number) {
    if (position > now.getLong("readPosition")) {
      now.put("readPosition", position).put("readNumber", number);
    }
  }

  /** Whether one may post is read anew after a block. */
  private static JsonObject apart(JsonObject snapshot) {
    var copy = snapshot.copy();
    copy.remove("mayPost");
    copy.remove("accepted");
    return copy;
  }

  private static List<String> textsOf(List<JsonObject> events) {
    return events.stream()
        .filter(event -> event.getString("type").equals("message-posted"))
        .map(event -> event.getJsonObject("data").getString("text"))
        .toList();
  }

  private static List<String> allTexts(Person reader, UUID talk) {
    var texts = new ArrayList<String>();
    long after = 0;
    JsonObject page;
    do {
      page =
          get(one.api()
                  .listMessages(reader.token(), talk, java.util.Map.of("after", after, "limit", 7)))
              .want(200)
              .body();
      for (Object item : page.getJsonArray("items")) {
        texts.add(((JsonObject) item).getString("text"));
        after = ((JsonObject) item).getLong("position");
      }
    } while (page.getBoolean("newer"));
    return texts;
  }
}
