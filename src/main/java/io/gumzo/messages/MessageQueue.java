package io.gumzo.messages;

import io.gumzo.messages.MessageAppender.Appended;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  private final MessageAppender appender;
  private final Consumer<List<Appended>> onNew;
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private final Set<UUID> beingWritten = new HashSet<>();
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
    return queue.size();
  }

  /** Fails with {@code UNAVAILABLE} when the queue is full or PostgreSQL does not take it. */
  Future<Appended> append(PostMessage post) {
    if (queue.size() >= MOST_WAITING) {
      return Future.failedFuture(Problem.unavailable("too many messages wait to be written"));
    }
    Promise<Appended> answer = Promise.promise();
    queue.add(new Waiting(post, answer));
    writeNext();
    return answer.future();
  }

  private void writeNext() {
    while (batches < MOST_BATCHES) {
      List<Waiting> batch = take();
      if (batch.isEmpty()) {
        return;
      }
      batches++;
      write(batch)
          .onComplete(
              written -> {
                batches--;
                batch.forEach(waiting -> beingWritten.remove(waiting.post().conversation()));
                writeNext();
              });
    }
  }

  private List<Waiting> take() {
    var batch = new ArrayList<Waiting>();
    var mine = new HashSet<UUID>();
    for (Iterator<Waiting> next = queue.iterator();
        next.hasNext() && batch.size() < MOST_IN_BATCH; ) {
      Waiting waiting = next.next();
      UUID conversation = waiting.post().conversation();
      if (mine.contains(conversation) || beingWritten.add(conversation)) {
        mine.add(conversation);
        batch.add(waiting);
        next.remove();
      }
    }
    return batch;
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
