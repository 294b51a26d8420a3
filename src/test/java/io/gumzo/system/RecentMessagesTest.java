package io.gumzo.system;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.testing.Person;
import io.gumzo.testing.RunningNode;
import io.gumzo.testing.TestCluster;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Redis keeps of a conversation never disagrees with what PostgreSQL holds. */
class RecentMessagesTest {
  private static final Map<String, String> KEEPS_TEN = Map.of("messages.recent", "10");
  private static final Map<String, String> KEEPS_NONE = Map.of("messages.recent", "0");
  private static final int STEPS = 120;
  private static final int READERS = 6;
  private static final int POSTED = 200;

  private static TestCluster cluster;
  private static RunningNode keeping;
  private static RunningNode plain;

  @BeforeAll
  static void start() {
    cluster = new TestCluster();
    keeping = cluster.local(KEEPS_TEN);
    plain = cluster.local(KEEPS_NONE);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void pages_are_the_same_whether_redis_or_postgresql_gives_them() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    var asha = Person.signUp(keeping.api());
    UUID conversation = asha.conversationWith(keeping.api(), Person.signUp(keeping.api()));

    int posted = 0;
    for (int step = 0; step < STEPS; step++) {
      if (random.nextInt(3) == 0) {
        var node = random.nextBoolean() ? keeping : plain;
        posted++;
        asha.post(node.api(), conversation, "habari " + posted);
      } else {
        Map<String, ?> query = query(random, posted);

        JsonObject kept = page(keeping, asha, conversation, query);

        assertThat(kept)
            .as("seed %d, step %d, %s", seed, step, query)
            .isEqualTo(page(plain, asha, conversation, query));
      }
    }
  }

  /** A Redis that others use too may be set up to put out what was not read for long. */
  @Test
  void what_redis_put_out_is_read_from_postgresql() {
    var asha = Person.signUp(keeping.api());
    UUID conversation = asha.conversationWith(keeping.api(), Person.signUp(keeping.api()));
    asha.post(keeping.api(), conversation, "habari");
    JsonObject before = page(keeping, asha, conversation, Map.of("limit", 5));

    String key = "gumzo:recent:{" + conversation + "}";
    assertThat(cluster.redis(Request.cmd(Command.DEL).arg(key)).toInteger()).isOne();

    assertThat(page(keeping, asha, conversation, Map.of("limit", 5))).isEqualTo(before);
  }

  /** While one posts, readers bring Redis up under each other's hands. */
  @Test
  void a_page_has_no_hole_while_others_bring_redis_up() {
    var asha = Person.signUp(keeping.api());
    UUID conversation = asha.conversationWith(keeping.api(), Person.signUp(keeping.api()));
    Future<Void> reading =
        Future.all(
                IntStream.range(0, READERS)
                    .mapToObj(reader -> readUntil(asha, conversation, POSTED))
                    .toList())
            .mapEmpty();

    for (int number = 1; number <= POSTED; number++) {
      asha.post(keeping.api(), conversation, "habari " + number);
    }

    get(reading);
  }

  private static Future<Void> readUntil(Person person, UUID conversation, int last) {
    return keeping
        .api()
        .listMessages(person.token(), conversation, Map.of("limit", 8))
        .compose(
            answer -> {
              List<Integer> numbers =
                  answer.want(200).body().getJsonArray("items").stream()
                      .map(item -> ((JsonObject) item).getInteger("number"))
                      .toList();
              int newest = numbers.isEmpty() ? 0 : numbers.getLast();
              assertThat(numbers)
                  .isEqualTo(
                      IntStream.rangeClosed(Math.max(1, newest - 7), newest).boxed().toList());
              return newest == last
                  ? Future.succeededFuture()
                  : readUntil(person, conversation, last);
            });
  }

  private static Map<String, ?> query(Random random, int posted) {
    int limit = 1 + random.nextInt(14);
    return switch (random.nextInt(3)) {
      case 0 -> Map.of("limit", limit, "before", 1 + random.nextInt(posted + 2));
      case 1 -> Map.of("limit", limit, "after", random.nextInt(posted + 2));
      default -> Map.of("limit", limit);
    };
  }

  private static JsonObject page(
      RunningNode node, Person person, UUID conversation, Map<String, ?> query) {
    return get(node.api().listMessages(person.token(), conversation, query)).want(200).body();
  }
}
