package io.gumzo.system;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Device;
import io.gumzo.testing.Person;
import io.gumzo.testing.RunningNode;
import io.gumzo.testing.Socket;
import io.gumzo.testing.Stored;
import io.gumzo.testing.TwoNodes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A snapshot and the events after it give a fresh snapshot, for every member. */
class SnapshotTest extends TwoNodes {
  private record Side(Person person, Device device) {}

  /** A snapshot is taken between random posts and read marks; all later events go on top of it. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void a_snapshot_and_what_follows_is_what_is_read_afresh(long seed) {
    var random = new Random(seed);
    var asha = Person.signUp(one.api());
    var juma = Person.signUp(two.api());
    UUID conversation = asha.conversationWith(one.api(), juma);
    try (var laptop = new Device(asha, () -> List.of(one)).connect();
        var phone = new Device(asha, () -> List.of(two)).connect();
        var jumas = new Device(juma, () -> List.of(two)).connect()) {
      var sides = List.of(new Side(asha, laptop), new Side(asha, phone), new Side(juma, jumas));

      happen(sides, conversation, random);
      var ashasBefore = snapshot(one, asha, conversation);
      var jumasBefore = snapshot(two, juma, conversation);
      happen(sides, conversation, random);
      var ashasAfter = snapshot(two, asha, conversation);
      var jumasAfter = snapshot(one, juma, conversation);

      for (var device : List.of(laptop, phone)) {
        var events = events(device, asha, conversation);
        assertThat(reduce(ashasBefore, events, asha)).isEqualTo(ashasAfter);
        assertThat(reduce(whenAdded(events), events, asha)).isEqualTo(ashasAfter);
      }
      var events = events(jumas, juma, conversation);
      assertThat(reduce(jumasBefore, events, juma)).isEqualTo(jumasAfter);
      assertThat(reduce(whenAdded(events), events, juma)).isEqualTo(jumasAfter);
      assertThat(listed(one, asha)).isEqualTo(ashasAfter);
      assertThat(resumed(two, juma)).isEqualTo(jumasAfter);
    }
  }

  /** What the contract says of a conversation's events, and of those of one's personal stream. */
  private static JsonObject reduce(JsonObject snapshot, List<JsonObject> events, Person mine) {
    var now = snapshot.copy();
    String id = snapshot.getString("id");
    for (var event : events) {
      var data = event.getJsonObject("data");
      if (event.getString("stream").equals(id)) {
        posted(now, event, data, mine);
      } else if (event.getString("type").equals("conversation-read")
          && data.getString("conversationId").equals(id)) {
        read(now, data.getLong("readPosition"), data.getLong("readNumber"));
      }
    }
    return now.put("unread", now.getLong("messageCount") - now.getLong("readNumber"));
  }

  private static void posted(JsonObject now, JsonObject event, JsonObject message, Person mine) {
    long position = event.getLong("position");
    if (position <= now.getLong("head")) {
      return;
    }
    assertThat(position).isEqualTo(now.getLong("head") + 1);
    now.put("head", position)
        .put("messageCount", message.getLong("number"))
        .put("lastMessage", message)
        .put("lastActivityAt", event.getString("at"));
    if (message.getString("senderId").equals(mine.id().toString())) {
      read(now, position, message.getLong("number"));
    }
  }

  /** A read mark never moves back, so its events may be applied in whatever order they come. */
  private static void read(JsonObject now, long position, long number) {
    if (position > now.getLong("readPosition")) {
      now.put("readPosition", position).put("readNumber", number);
    }
  }

  private static void happen(List<Side> sides, UUID conversation, Random random) {
    List<Future<?>> answers = new ArrayList<>();
    for (int step = 0; step < 40; step++) {
      var side = sides.get(random.nextInt(sides.size()));
      var api = (random.nextBoolean() ? one : two).api();
      String token = side.person().token();
      answers.add(
          switch (random.nextInt(3)) {
            case 0 -> side.device().post(conversation, UUID.randomUUID(), "habari " + step);
            case 1 ->
                api.postMessage(token, conversation, UUID.randomUUID(), "habari " + step)
                    .map(answer -> answer.want(201));
            default -> {
              int displayed = side.device().displayed(conversation).size();
              yield api.markRead(token, conversation, random.nextInt(displayed + 1))
                  .map(answer -> answer.want(200));
            }
          });
      if (random.nextInt(4) == 0) {
        answers.forEach(answer -> get(answer));
      }
    }
    answers.forEach(answer -> get(answer));
  }

  /** All events of the personal stream and of the conversation, once they are there. */
  private static List<JsonObject> events(Device device, Person person, UUID conversation) {
    var events = new ArrayList<JsonObject>();
    for (UUID stream : List.of(person.id(), conversation)) {
      int stored = Stored.stream(cluster.postgresUrl(), stream).size();
      await().until(() -> device.displayed(stream).size() == stored);
      events.addAll(device.displayed(stream));
    }
    return events;
  }

  /** The snapshot that the personal stream carries of a conversation that is new. */
  private static JsonObject whenAdded(List<JsonObject> events) {
    return events.stream()
        .filter(event -> event.getString("type").equals("conversation-added"))
        .findFirst()
        .orElseThrow()
        .getJsonObject("data");
  }

  private static JsonObject snapshot(RunningNode node, Person person, UUID conversation) {
    return get(node.api().getConversation(person.token(), conversation)).want(200).body();
  }

  private static JsonObject listed(RunningNode node, Person person) {
    return get(node.api().listConversations(person.token(), Map.of())).want(200).items().getFirst();
  }

  private static JsonObject resumed(RunningNode node, Person person) {
    try (var socket = get(Socket.open(node.port()))) {
      return get(socket.authenticate(person.token(), "2026-01-01T00:00:00.000Z", Map.of()))
          .getJsonArray("conversations")
          .getJsonObject(0);
    }
  }
}
