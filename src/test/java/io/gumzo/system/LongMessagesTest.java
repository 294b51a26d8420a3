package io.gumzo.system;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Device;
import io.gumzo.testing.Person;
import io.gumzo.testing.RawHttp;
import io.gumzo.testing.SimpleSocket;
import io.gumzo.testing.Socket;
import io.gumzo.testing.Stored;
import io.gumzo.testing.TwoNodes;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Messages as long as they may be: pages of a stream stay small, and nothing is missing in them.
 */
class LongMessagesTest extends TwoNodes {
  private static final int MESSAGES = 40;

  /** Four bytes each, in UTF-8. */
  private static final String LONG = "🌍".repeat(8_000);

  private static final int BYTES = 32_000;

  private static final int MOST_BYTES = 256 << 10;

  @Test
  void a_page_ends_where_it_is_long_enough_and_reading_on_reaches_the_head() {
    var asha = Person.signUp(one.api());
    UUID conversation = asha.conversationWith(one.api(), Person.signUp(two.api()));
    try (var socket = get(Socket.ready(one.port(), asha.token()))) {
      post(socket, conversation);

      var positions = new ArrayList<Long>();
      while (positions.size() < MESSAGES) {
        var page = get(socket.readEvents(conversation, positions.size())).getJsonObject("data");
        assertThat(page.getLong("head")).isEqualTo(MESSAGES);
        assertThat(page.getJsonArray("items")).isNotEmpty();
        assertThat(page.getJsonArray("items").size() * BYTES).isLessThan(MOST_BYTES + BYTES);
        for (Object event : page.getJsonArray("items")) {
          positions.add(((JsonObject) event).getLong("position"));
        }
      }

      assertThat(positions).isEqualTo(all());
    }
  }

  @Test
  void pages_of_history_are_short_enough_and_tell_that_there_is_more() {
    var asha = Person.signUp(one.api());
    UUID conversation = asha.conversationWith(one.api(), Person.signUp(two.api()));
    try (var socket = get(Socket.ready(one.port(), asha.token()))) {
      post(socket, conversation);
    }

    var backwards =
        read(asha, conversation, Map.of(), "older", page -> Map.of("before", page.getFirst()));
    var again =
        read(asha, conversation, Map.of(), "older", page -> Map.of("before", page.getFirst()));
    var forwards =
        read(
            asha,
            conversation,
            Map.of("after", 0L),
            "newer",
            page -> Map.of("after", page.getLast()));

    assertThat(backwards.reversed().stream().flatMap(List::stream).toList()).isEqualTo(all());
    assertThat(again).isEqualTo(backwards);
    assertThat(forwards.stream().flatMap(List::stream).toList()).isEqualTo(all());
  }

  /** The positions of page after page, until there is none in that direction. */
  private static List<List<Long>> read(
      Person reader,
      UUID conversation,
      Map<String, Long> start,
      String direction,
      Function<List<Long>, Map<String, Long>> next) {
    List<List<Long>> pages = new ArrayList<>();
    for (Map<String, Long> anchor = start; anchor != null; ) {
      var page = page(reader, conversation, anchor);
      var positions = positions(page);
      assertThat(positions).isNotEmpty();
      assertThat(positions.size() * BYTES).isLessThan(MOST_BYTES);
      pages.add(positions);
      anchor = page.getBoolean(direction) ? next.apply(positions) : null;
    }
    return pages;
  }

  private static JsonObject page(Person reader, UUID conversation, Map<String, Long> anchor) {
    Map<String, Object> parameters = new HashMap<>(anchor);
    parameters.put("limit", 100);
    return get(one.api().listMessages(reader.token(), conversation, parameters)).want(200).body();
  }

  private static List<Long> all() {
    return LongStream.rangeClosed(1, MESSAGES).boxed().toList();
  }

  @Test
  void the_simple_socket_gives_all_of_the_last_hundred() {
    var asha = Person.signUp(one.api());
    UUID conversation = asha.conversationWith(one.api(), Person.signUp(two.api()));
    try (var socket = get(Socket.ready(one.port(), asha.token()))) {
      post(socket, conversation);
      asha.post(one.api(), conversation, "the last one");
    }

    try (var socket = get(SimpleSocket.open(two.port(), conversation, asha.token()))) {
      await().until(() -> socket.texts().contains("the last one"));
      assertThat(socket.texts()).hasSize(MESSAGES + 1);
    }
  }

  @Test
  void the_longest_text_is_taken_however_it_is_escaped() {
    var asha = Person.signUp(one.api());
    UUID conversation = asha.conversationWith(one.api(), Person.signUp(two.api()));
    String longest = "🌍".repeat(16_000);
    String escaped = "\\ud83c\\udf0d".repeat(16_000);
    String command =
        "{\"type\":\"post-message\",\"ref\":\"long\",\"conversationId\":\"%s\",\"clientId\":\"%s\",\"text\":\"%s\"}";
    try (var socket = get(Socket.ready(one.port(), asha.token()));
        var simple = get(SimpleSocket.open(two.port(), conversation, asha.token()))) {
      socket.sendRaw(command.formatted(conversation, UUID.randomUUID(), escaped));
      await().until(() -> simple.texts().size() == 1);
      simple.sendRaw("{\"message\":\"%s\"}".formatted(escaped));
      await().until(() -> simple.texts().size() == 2);
      var overHttp =
          RawHttp.send(
              one.port(),
              HttpMethod.POST,
              "/api/v1/conversations/" + conversation + "/messages",
              Map.of("Authorization", "Bearer " + asha.token(), "Content-Type", "application/json"),
              Buffer.buffer(
                  "{\"clientId\":\"%s\",\"text\":\"%s\"}".formatted(UUID.randomUUID(), escaped)));
      assertThat(overHttp.status()).isEqualTo(201);
      await().until(() -> simple.texts().size() == 3);
      assertThat(simple.texts()).containsOnly(longest);
      assertThat(simple.errors()).isEmpty();
    }
  }

  @Test
  void both_sides_of_a_position_meet_there() {
    var asha = Person.signUp(one.api());
    UUID conversation = asha.conversationWith(one.api(), Person.signUp(two.api()));
    try (var socket = get(Socket.ready(one.port(), asha.token()))) {
      post(socket, conversation);
    }

    var page = page(asha, conversation, Map.of("around", 20L));

    var positions = positions(page);
    assertThat(positions)
        .contains(19L, 20L)
        .isEqualTo(
            LongStream.rangeClosed(positions.getFirst(), positions.getLast()).boxed().toList());
    assertThat(page.getBoolean("older")).isTrue();
    assertThat(page.getBoolean("newer")).isTrue();
  }

  private static List<Long> positions(JsonObject page) {
    return page.getJsonArray("items").stream()
        .map(message -> ((JsonObject) message).getLong("position"))
        .toList();
  }

  @Test
  void who_comes_back_reads_all_of_them() {
    var asha = Person.signUp(one.api());
    var juma = Person.signUp(two.api());
    UUID conversation = asha.conversationWith(one.api(), juma);
    try (var socket = get(Socket.ready(one.port(), asha.token()));
        var device = new Device(juma, () -> List.of(two)).connect()) {
      await().until(device::connected);
      get(socket.post(conversation, UUID.randomUUID(), "habari"));
      await().until(() -> device.displayed(conversation).size() == 1);
      device.disconnect();

      post(socket, conversation);
      device.connect();

      await().until(() -> device.displayed(conversation).size() == MESSAGES + 1);
      assertThat(device.displayed(conversation).stream().map(Stored.Entry::of))
          .isEqualTo(Stored.stream(cluster.postgresUrl(), conversation));
    }
  }

  private static void post(Socket socket, UUID conversation) {
    List<Future<JsonObject>> posts =
        IntStream.range(0, MESSAGES)
            .mapToObj(number -> socket.post(conversation, UUID.randomUUID(), LONG))
            .toList();
    get(Future.all(posts));
  }
}
