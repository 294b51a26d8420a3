package io.gumzo.messages;

import io.gumzo.messages.MessageAppender.Appended;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Gathers what is posted while earlier batches are being written, so that one commit serves many.
 *
 * <p>A conversation is in one batch at a time: its messages get their positions in the order in
 * which they were posted here, and batches never wait for each other's locks. For one event loop.
 */
final class MessageQueue {
  private static final int MOST_IN_BATCH = 500;

  /** While these are under way the next one grows: a larger batch costs less for each message. */
  private static final int MOST_BATCHES = 2;

  private static final int MOST_WAITING = 20_000;

  private record Waiting(PostMessage post, Promise<Appended> answer) {}

  /** What waits in one conversation; there is one while something waits or is being written. */
  private record Line(UUID conversation, ArrayDeque<Waiting> waiting) {}

  private record Batch(List<Line> lines, List<Waiting> messages) {}

  private final MessageAppender appender;
  private final Consumer<List<Appended>> onNew;
  private final Map<UUID, Line> lines = new HashMap<>();

  /** Those of which nothing is being written. */
  private final ArrayDeque<Line> free = new ArrayDeque<>();

  private int waiting;
  private int batches;

  /**
   * @param onNew is told of the new messages of each batch after its commit, before their senders
   */
  MessageQueue(MessageAppender appender, Consumer<List<Appended>> onNew) {
    this.appender = appender;
    this.onNew = onNew;
  }

  /** How many messages wait to be written. */
  int depth() {
    return waiting;
  }

  /** Fails with {@code UNAVAILABLE} when the queue is full or PostgreSQL does not take it. */
  Future<Appended> append(PostMessage post) {
    if (waiting >= MOST_WAITING) {
      return Future.failedFuture(Problem.unavailable("too many messages wait to be written"));
    }
    Promise<Appended> answer = Promise.promise();
    lines
        .computeIfAbsent(post.conversation(), this::begin)
        .waiting()
        .add(new Waiting(post, answer));
    waiting++;
    writeNext();
    return answer.future();
  }

  private Line begin(UUID conversation) {
    var line = new Line(conversation, new ArrayDeque<>());
    free.add(line);
    return line;
  }

  private void writeNext() {
    while (batches < MOST_BATCHES && !free.isEmpty()) {
      Batch batch = take();
      batches++;
      write(batch.messages())
          .onComplete(
              written -> {
                batches--;
                batch.lines().forEach(this::release);
                writeNext();
              });
    }
  }

  /** A repeated client id waits for the next batch, which finds the message that it was. */
  private Batch take() {
    var batch = new Batch(new ArrayList<>(), new ArrayList<>());
    var clientIds = new HashSet<UUID>();
    while (!free.isEmpty() && batch.messages().size() < MOST_IN_BATCH) {
      Line line = free.poll();
      batch.lines().add(line);
      while (!line.waiting().isEmpty()
          && batch.messages().size() < MOST_IN_BATCH
          && clientIds.add(line.waiting().peek().post().clientId())) {
        batch.messages().add(line.waiting().poll());
      }
    }
    waiting -= batch.messages().size();
    return batch;
  }

  private void release(Line line) {
    if (line.waiting().isEmpty()) {
      lines.remove(line.conversation());
    } else {
      free.add(line);
    }
  }

  private Future<Void> write(List<Waiting> batch) {
    return appender
        .append(batch.stream().map(Waiting::post).toList())
        .onSuccess(this::announceNew)
        .onSuccess(results -> answer(batch, results))
        .<Void>mapEmpty()
        .recover(failure -> batch.size() > 1 ? writeOneByOne(batch) : fail(batch, failure));
  }

  private void announceNew(List<Optional<Appended>> results) {
    List<Appended> fresh =
        results.stream().flatMap(Optional::stream).filter(Appended::isNew).toList();
    if (!fresh.isEmpty()) {
      onNew.accept(fresh);
    }
  }

  /** One message that PostgreSQL refuses must not take the others with it. */
  private Future<Void> writeOneByOne(List<Waiting> batch) {
    Future<Void> written = Future.succeededFuture();
    for (Waiting waiting : batch) {
      written = written.compose(before -> write(List.of(waiting)));
    }
    return written;
  }

  private static void answer(List<Waiting> batch, List<Optional<Appended>> results) {
    for (int line = 0; line < batch.size(); line++) {
      Promise<Appended> answer = batch.get(line).answer();
      results
          .get(line)
          .ifPresentOrElse(
              answer::complete, () -> answer.fail(Problem.of(ProblemType.NOT_A_MEMBER)));
    }
  }

  private static Future<Void> fail(List<Waiting> batch, Throwable failure) {
    batch.forEach(waiting -> waiting.answer().fail(failure));
    return Future.succeededFuture();
  }
}
