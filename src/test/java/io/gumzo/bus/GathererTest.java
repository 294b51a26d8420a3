package io.gumzo.bus;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GathererTest {
  private record Numbers(List<Integer> all) {
    static Numbers together(List<Numbers> several) {
      return new Numbers(several.stream().flatMap(each -> each.all().stream()).toList());
    }
  }

  private static final Topic<Numbers> TOPIC = new Topic<>("numbers", Numbers.class);

  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.of(vertx);
  private final Context context = vertx.getOrCreateContext();
  private final List<Numbers> heard = new CopyOnWriteArrayList<>();

  @BeforeEach
  void listen() {
    bus.listen(TOPIC, heard::add);
  }

  @AfterEach
  void end() {
    get(vertx.close());
  }

  @Test
  void what_comes_after_a_while_goes_at_once_and_what_comes_soon_after_together() {
    gather(60_000);

    tell(1);
    await().until(() -> numbers().size() == 1);
    IntStream.rangeClosed(2, 1_001).forEach(this::tell);

    await().until(() -> numbers().size() == 1_001);
    assertThat(heard).extracting(each -> each.all().size()).containsExactly(1, 1_000);
    assertThat(numbers()).isSorted();
  }

  @Test
  void what_is_told_many_at_a_time_comes_in_parts_of_a_thousand() {
    gather(60_000);
    tell(1);
    await().until(() -> numbers().size() == 1);

    context.runOnContext(
        now -> {
          for (int batch = 0; batch < 20; batch++) {
            bus.tell(TOPIC, new Numbers(IntStream.range(0, 400).boxed().toList()));
          }
        });

    await().until(() -> numbers().size() == 1 + 20 * 400);
    assertThat(heard)
        .extracting(each -> each.all().size())
        .containsExactly(1, 1_200, 1_200, 1_200, 1_200, 1_200, 1_200, 800);
  }

  @Test
  void what_cannot_be_put_together_does_not_stop_the_rest() {
    var calls = new AtomicInteger();
    Promise<Void> made = Promise.promise();
    context.runOnContext(
        now -> {
          bus.gather(
              TOPIC,
              1,
              each -> 1,
              several -> {
                if (calls.getAndIncrement() == 0) {
                  throw new IllegalStateException("cannot be put together");
                }
                return Numbers.together(several);
              });
          made.complete();
        });
    get(made.future());
    tell(1);
    await().until(() -> calls.get() == 1);

    await()
        .until(
            () -> {
              tell(2);
              return numbers().contains(2);
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  void nothing_stays_behind_and_nothing_overtakes(int millis) throws InterruptedException {
    gather(millis);
    int each = 20_000;

    var tellers = new ArrayList<Thread>();
    for (int teller = 0; teller < 4; teller++) {
      int from = teller * each;
      tellers.add(
          Thread.ofPlatform().start(() -> IntStream.range(from, from + each).forEach(this::tell)));
    }
    for (Thread teller : tellers) {
      teller.join();
    }

    await().until(() -> numbers().size() == 4 * each);
    assertThat(numbers()).doesNotHaveDuplicates();
    for (int teller = 0; teller < 4; teller++) {
      int from = teller * each;
      assertThat(numbers().stream().filter(number -> number / each == from / each)).isSorted();
    }
  }

  @Test
  void one_that_is_closed_passes_on_what_it_has_and_the_rest_goes_by_itself() {
    Gatherer<Numbers> gatherer = gather(60_000);
    tell(1);
    await().until(() -> numbers().size() == 1);
    tell(2);

    context.runOnContext(now -> gatherer.close());
    await().until(() -> numbers().size() == 2);
    tell(3);
    tell(4);

    await().until(() -> numbers().size() == 4);
    assertThat(heard).extracting(Numbers::all).last().isEqualTo(List.of(4));
    assertThat(numbers()).isSorted();
  }

  private Gatherer<Numbers> gather(int millis) {
    Promise<Gatherer<Numbers>> made = Promise.promise();
    context.runOnContext(
        now ->
            made.complete(bus.gather(TOPIC, millis, each -> each.all().size(), Numbers::together)));
    return get(made.future());
  }

  private List<Integer> numbers() {
    return heard.stream().flatMap(each -> each.all().stream()).toList();
  }

  private void tell(int number) {
    bus.tell(TOPIC, new Numbers(List.of(number)));
  }
}
