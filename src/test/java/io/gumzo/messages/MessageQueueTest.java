package io.gumzo.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.messages.MessageWriter.Waiting;
import io.gumzo.testing.Futures;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which messages go into which batch, of two lanes whose batches end when the test says so. */
class MessageQueueTest {
  private static final UUID HOT = UUID.randomUUID();

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final List<Written> written = new CopyOnWriteArrayList<>();
  private final MessageQueue queue =
      onLoop(() -> new MessageQueue(vertx, List.of(lane(0), lane(1))));

  /** So many batches end at once, and something else waits then. */
  private int othersLeft;

  private record Written(int lane, List<PostMessage> posts, Promise<Void> end) {
    boolean has(UUID conversation) {
      return posts.stream().anyMatch(post -> post.conversation().equals(conversation));
    }
  }

  @AfterEach
  void stop() {
    Futures.get(vertx.close());
  }

  @Test
  void who_posts_alone_does_not_wait() {
    post(HOT);

    assertThat(written).hasSize(1);
  }

  @Test
  void what_comes_soon_after_a_batch_is_gathered() {
    fill(HOT, 10);
    end(0);
    assertThat(written).hasSize(2);
    end(1);
    onLoop(
        () -> {
          IntStream.range(0, 20).forEach(any -> post(UUID.randomUUID()));
          return null;
        });

    await().until(() -> written.size() == 3);
    assertThat(written.get(2).posts()).hasSize(20);
  }

  @Test
  void the_next_batch_of_a_busy_conversation_follows_behind_the_first_one() {
    post(HOT);
    List<PostMessage> behind = fill(HOT, 150);

    assertThat(written).hasSize(2);
    assertThat(written.get(1).lane()).isEqualTo(written.get(0).lane());
    end(0);
    end(1);
    await().until(() -> size(1, written.size()) == behind.size());
    assertThat(written.stream().skip(1).flatMap(batch -> batch.posts().stream())).isEqualTo(behind);
  }

  @Test
  void a_conversation_that_is_held_up_holds_up_no_other() {
    fill(HOT, 1_000);
    int heldUp = written.size();
    assertThat(heldUp).isGreaterThan(1);

    var other = UUID.randomUUID();
    post(other);

    await().until(() -> written.size() == heldUp + 1);
    assertThat(written.getLast().has(other)).isTrue();
    assertThat(written.getLast().has(HOT)).isFalse();
  }

  @Test
  void many_others_go_the_way_of_the_lane_that_is_not_held_up() {
    post(HOT);
    int heldUp = written.getFirst().lane();
    post(UUID.randomUUID());
    await().until(() -> written.size() == 2);

    var others = IntStream.range(0, 150).mapToObj(any -> post(UUID.randomUUID())).toList();
    await()
        .until(
            () -> {
              written.stream().filter(batch -> batch.lane() != heldUp).forEach(this::end);
              return size(2, written.size()) == others.size();
            });

    assertThat(written.stream().skip(2)).allMatch(batch -> batch.lane() != heldUp);
  }

  @Test
  void no_lane_waits_for_the_other_to_have_nothing_to_do() {
    post(UUID.randomUUID());
    post(HOT);
    await().until(() -> written.size() == 2);
    var patient = written.stream().filter(batch -> batch.has(HOT)).findFirst().orElseThrow();
    assertThat(patient.lane()).isEqualTo(1);
    var late = post(HOT);
    onLoop(
        () -> {
          othersLeft = 50;
          fill(UUID.randomUUID(), 10);
          written.forEach(this::end);
          return null;
        });

    await().until(() -> written.stream().anyMatch(has(late)));
    assertThat(onLoop(() -> othersLeft)).as("others that did not come before it").isPositive();
  }

  @Test
  void a_repeated_client_id_is_in_another_batch() {
    post(UUID.randomUUID());
    var first = message(HOT);
    onLoop(
        () -> {
          queue.append(first);
          queue.append(new PostMessage(HOT, first.sender(), first.clientId(), "once more"));
          IntStream.range(0, 120).forEach(any -> queue.append(message(HOT)));
          return null;
        });
    await()
        .until(
            () -> {
              written.forEach(this::end);
              return size(1, written.size()) == 122;
            });

    assertThat(written)
        .allSatisfy(
            batch ->
                assertThat(batch.posts())
                    .extracting(PostMessage::clientId)
                    .doesNotHaveDuplicates());
  }

  private static java.util.function.Predicate<Written> has(PostMessage post) {
    return batch -> batch.posts().contains(post);
  }

  private MessageQueue.Writer lane(int number) {
    return batch -> {
      var one = new Written(number, batch.stream().map(Waiting::post).toList(), Promise.promise());
      written.add(one);
      if (othersLeft > 0) {
        othersLeft--;
        IntStream.range(0, 10).forEach(any -> queue.append(message(UUID.randomUUID())));
        one.end().complete();
      }
      return one.end().future();
    };
  }

  private int size(int from, int to) {
    return written.subList(from, to).stream().mapToInt(batch -> batch.posts().size()).sum();
  }

  private PostMessage post(UUID conversation) {
    return fill(conversation, 1).getFirst();
  }

  private List<PostMessage> fill(UUID conversation, int count) {
    var posts = IntStream.range(0, count).mapToObj(number -> message(conversation)).toList();
    onLoop(
        () -> {
          posts.forEach(queue::append);
          return null;
        });
    return posts;
  }

  private static PostMessage message(UUID conversation) {
    return new PostMessage(conversation, UUID.randomUUID(), UUID.randomUUID(), "habari");
  }

  private void end(int batch) {
    end(written.get(batch));
  }

  private void end(Written batch) {
    onLoop(() -> batch.end().tryComplete());
  }

  private <T> T onLoop(Supplier<T> work) {
    if (Vertx.currentContext() == loop) {
      return work.get();
    }
    Promise<T> done = Promise.promise();
    loop.runOnContext(
        now -> Future.<T>future(result -> result.complete(work.get())).onComplete(done));
    return Futures.get(done.future());
  }
}
