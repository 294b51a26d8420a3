package io.gumzo.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.messages.MessageAppender.Appended;
import io.gumzo.messages.MessageWriter.Waiting;
import io.gumzo.problem.Problem;
import io.gumzo.testing.Futures;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * In which order batches go to PostgreSQL, whose answers and whose tokens come when the test says.
 */
class MessageWriterTest {
  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final List<Promise<List<Long>>> tokens = new CopyOnWriteArrayList<>();
  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private final List<Appended> told = new CopyOnWriteArrayList<>();
  private final MessageWriter writer =
      new MessageWriter(vertx, posts -> ask(), this::send, told::addAll);

  private record Sent(String text, Promise<List<Optional<Appended>>> answer) {}

  @AfterEach
  void stop() {
    Futures.get(vertx.close());
  }

  @Test
  void a_batch_is_sent_while_the_one_before_is_being_written() {
    write("one");
    write("two");
    grant(0);
    grant(1);

    assertThat(texts()).containsExactly("one", "two");
  }

  @Test
  void tokens_that_come_sooner_change_no_order() {
    write("one");
    write("two");
    grant(1);
    assertThat(sent).isEmpty();
    grant(0);

    assertThat(texts()).containsExactly("one", "two");
  }

  @Test
  void what_was_not_sent_waits_for_what_is_tried_again() {
    var one = write("one");
    write("two");
    grant(0);
    fail(0);
    grant(1);
    await().until(() -> sent.size() == 2);
    assertThat(texts()).containsExactly("one", "one");
    answer(1);

    await().until(() -> sent.size() == 3);
    assertThat(texts()).containsExactly("one", "one", "two");
    assertThat(one.answer().future().succeeded()).isTrue();
    assertThat(told).hasSize(1);
  }

  @Test
  void it_waits_for_all_that_is_tried_again() {
    write("one");
    write("two");
    grant(0);
    grant(1);
    fail(0);
    write("three");
    grant(2);
    await().until(() -> sent.size() == 3);
    fail(1);
    answer(2);
    await().until(() -> sent.size() >= 4);
    assertThat(texts()).containsExactly("one", "two", "one", "two");
    answer(3);

    await().until(() -> sent.size() == 5);
    assertThat(texts()).endsWith("three");
  }

  private Waiting write(String text) {
    var one =
        new Waiting(new PostMessage(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), text));
    onLoop(() -> writer.write(List.of(one)));
    return one;
  }

  private Future<List<Long>> ask() {
    Promise<List<Long>> answer = Promise.promise();
    tokens.add(answer);
    return answer.future();
  }

  private Future<List<Optional<Appended>>> send(List<PostMessage> posts) {
    Promise<List<Optional<Appended>>> answer = Promise.promise();
    sent.add(new Sent(posts.getFirst().text(), answer));
    return answer.future();
  }

  private void grant(int request) {
    onLoop(() -> tokens.get(request).complete(Collections.nCopies(1, 0L)));
  }

  private void fail(int number) {
    onLoop(() -> sent.get(number).answer().fail(Problem.unavailable("PostgreSQL does not answer")));
  }

  private void answer(int number) {
    var id = UUID.randomUUID();
    var message = new Message(id, id, 1, 1, id, id, sent.get(number).text(), Instant.EPOCH);
    var appended = new Appended(message, Buffer.buffer("{}"), 1, true);
    onLoop(() -> sent.get(number).answer().complete(List.of(Optional.of(appended))));
  }

  private List<String> texts() {
    return sent.stream().map(Sent::text).toList();
  }

  private void onLoop(Runnable work) {
    Promise<Void> done = Promise.promise();
    loop.runOnContext(
        now -> {
          work.run();
          done.complete();
        });
    Futures.get(done.future());
  }
}
