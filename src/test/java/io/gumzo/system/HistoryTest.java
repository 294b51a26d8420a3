package io.gumzo.system;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.testing.Answer;
import io.gumzo.testing.Person;
import io.gumzo.testing.RunningNode;
import io.gumzo.testing.TestCluster;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** History by position. The conversation has 40 messages, at positions 1 to 40. */
class HistoryTest {
  private static final int MESSAGES = 40;
  private static final long LARGEST = 9_007_199_254_740_991L;

  private static TestCluster cluster;
  private static RunningNode node;
  private static Person asha;
  private static UUID conversation;
  private static final List<JsonObject> POSTED = new ArrayList<>();

  @BeforeAll
  static void start() {
    cluster = new TestCluster();
    node = cluster.local();
    asha = Person.signUp(node.api());
    conversation = asha.conversationWith(node.api(), Person.signUp(node.api()));
    for (int number = 1; number <= MESSAGES; number++) {
      POSTED.add(asha.post(node.api(), conversation, "habari " + number).body());
    }
  }

  @AfterAll
  static void stop() {
    cluster.close();
    POSTED.clear();
  }

  @Test
  void opening_a_conversation_gives_the_latest_fifteen_oldest_first() {
    var page = page(Map.of());

    assertThat(page.items()).isEqualTo(POSTED.subList(25, 40));
    mustBe(page, 26, 40);
  }

  @Test
  void before_goes_back_to_the_first() {
    mustBe(page(Map.of("before", 26)), 11, 25);
    mustBe(page(Map.of("before", 11)), 1, 10);
    mustBe(page(Map.of("before", 16)), 1, 15);
    assertThat(page(Map.of("before", 1)).items()).isEmpty();
  }

  @Test
  void after_goes_on_to_the_last() {
    mustBe(page(Map.of("after", 0)), 1, 15);
    mustBe(page(Map.of("after", 15)), 16, 30);
    mustBe(page(Map.of("after", 25)), 26, 40);
    mustBe(page(Map.of("after", 30)), 31, 40);
    assertThat(page(Map.of("after", 40)).items()).isEmpty();
  }

  @Test
  void around_has_both_sides() {
    mustBe(page(Map.of("around", 20)), 13, 27);
    mustBe(page(Map.of("around", 20, "limit", 4)), 18, 21);
    mustBe(page(Map.of("around", 3)), 1, 15);
    assertThat(positions(page(Map.of("around", 39)))).contains(39L, 40L).doesNotContain(41L);
  }

  @Test
  void whatever_is_asked_says_truly_whether_there_is_more() {
    for (String anchor : List.of("before", "after", "around")) {
      for (long position : List.of(1L, 2L, 20L, 39L, 40L, 41L, LARGEST)) {
        for (int limit : List.of(1, 2, 15, 39, 40, 41, 100)) {
          var page = page(Map.of(anchor, position, "limit", limit));
          var positions = positions(page);
          String asked = "%s=%d limit=%d".formatted(anchor, position, limit);
          assertThat(positions.size()).as(asked).isLessThanOrEqualTo(limit);
          assertThat(positions)
              .as(asked)
              .allMatch(
                  each ->
                      switch (anchor) {
                        case "before" -> each < position;
                        case "after" -> each > position;
                        default -> true;
                      });
          if (!positions.isEmpty()) {
            mustBe(page, positions.getFirst(), positions.getLast());
          }
        }
      }
    }
  }

  @Test
  void the_limit_is_kept() {
    mustBe(page(Map.of("limit", 3)), 38, 40);
    mustBe(page(Map.of("limit", 100)), 1, 40);
    refuse(Map.of("limit", 101));
    refuse(Map.of("limit", 0));
  }

  @Test
  void two_anchors_are_refused() {
    refuse(Map.of("before", 5, "after", 1));
    refuse(Map.of("around", 5, "after", 1));
  }

  @Test
  void an_empty_conversation_has_an_empty_page() {
    UUID empty = asha.conversationWith(node.api(), Person.signUp(node.api()));

    var page = get(node.api().listMessages(asha.token(), empty, Map.of())).want(200);

    assertThat(page.items()).isEmpty();
    assertThat(page.body().getBoolean("older")).isFalse();
    assertThat(page.body().getBoolean("newer")).isFalse();
    assertThat(page.number("head")).isZero();
  }

  @Test
  void while_others_post_a_page_ends_at_its_head() {
    UUID busy = asha.conversationWith(node.api(), Person.signUp(node.api()));
    var posts = new ArrayList<Future<Answer>>();
    var pages = new ArrayList<Future<Answer>>();
    for (int number = 0; number < 200; number++) {
      posts.add(node.api().postMessage(asha.token(), busy, UUID.randomUUID(), "habari"));
      pages.add(node.api().listMessages(asha.token(), busy, Map.of()));
      pages.add(node.api().listMessages(asha.token(), busy, Map.of("after", number)));
    }

    posts.forEach(post -> get(post).want(201));
    for (var page : pages) {
      var positions = positions(get(page).want(200));
      long head = get(page).number("head");
      if (!get(page).body().getBoolean("newer") && !positions.isEmpty()) {
        assertThat(positions.getLast()).isEqualTo(head);
      }
      assertThat(positions).allMatch(position -> position <= head);
      if (!positions.isEmpty()) {
        assertThat(get(page).body().getBoolean("older")).isEqualTo(positions.getFirst() > 1);
      }
    }
  }

  @Test
  void one_message_is_read_by_its_id_by_members_only() {
    UUID message = UUID.fromString(POSTED.get(6).getString("id"));
    var stranger = Person.signUp(node.api());

    assertThat(get(node.api().getMessage(asha.token(), message)).want(200).body())
        .isEqualTo(POSTED.get(6));
    get(node.api().getMessage(stranger.token(), message)).want(404);
    get(node.api().getMessage(asha.token(), UUID.randomUUID())).want(404);
  }

  @Test
  void a_stranger_reads_nothing() {
    var token = Person.signUp(node.api()).token();

    get(node.api().listMessages(token, conversation, Map.of())).want(403);
    get(node.api().listEvents(token, conversation, 0, 10)).want(403);
    get(node.api().listEvents(token, asha.id(), 0, 10)).want(403);
    get(node.api().getConversation(token, conversation)).want(403);
    get(node.api().markRead(token, conversation, 1)).want(403);
    get(node.api().postMessage(token, conversation, UUID.randomUUID(), "habari")).want(403);
  }

  private static Answer page(Map<String, ?> parameters) {
    return get(node.api().listMessages(asha.token(), conversation, parameters)).want(200);
  }

  private static void refuse(Map<String, ?> parameters) {
    get(node.api().listMessages(asha.token(), conversation, parameters)).want(400);
  }

  /** Exactly those positions, and truly what is said of the rest. */
  private static void mustBe(Answer page, long first, long last) {
    assertThat(positions(page)).isEqualTo(LongStream.rangeClosed(first, last).boxed().toList());
    assertThat(page.body().getBoolean("older")).as("older than %d", first).isEqualTo(first > 1);
    assertThat(page.body().getBoolean("newer"))
        .as("newer than %d", last)
        .isEqualTo(last < MESSAGES);
    assertThat(page.number("head")).isEqualTo(MESSAGES);
  }

  private static List<Long> positions(Answer page) {
    return page.items().stream().map(message -> message.getLong("position")).toList();
  }
}
