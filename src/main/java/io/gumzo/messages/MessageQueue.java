package io.gumzo.messages;

import io.gumzo.bus.Interval;
import io.gumzo.messages.MessageAppender.Appended;
import io.gumzo.messages.MessageWriter.Waiting;
import io.gumzo.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Gathers what is posted while earlier batches are being written, so that one commit serves many.
 * What comes after a while is written at once; what comes soon after another batch waits a little.
 *
 * <p>A conversation is in one batch at a time: its messages get their positions in the order in
 * which they were posted here, and batches never wait for each other's locks. For one event loop.
 */
final class MessageQueue {
  private static final int MOST_IN_BATCH = 500;
  private static final int MOST_BATCHES = 2;

  /**
   * So many are worth a batch at any time, beside one that is under way too. Fewer wait for its
   * end, and until {@link #INTERVAL_MILLIS} after its begin if it was no small one: what a batch
   * costs by itself is that of some twenty messages.
   */
  private static final int WORTH_ANOTHER = 100;

  private static final long INTERVAL_MILLIS = 6;

  /** So few may be of people who each wait for an answer before they go on, and of nobody else. */
  private static final int SMALL = 4;

  private static final int MOST_WAITING = 20_000;

  /** What waits in one conversation; there is one while something waits or is being written. */
  private record Line(UUID conversation, ArrayDeque<Waiting> waiting) {}

  private record Batch(List<Line> lines, List<Waiting> messages) {}

  private final MessageWriter writer;
  private final Interval interval;
  private final Map<UUID, Line> lines = new HashMap<>();

  /** Those of which nothing is being written. */
  private final ArrayDeque<Line> free = new ArrayDeque<>();

  private int waiting;
  private int batches;

  MessageQueue(Vertx vertx, MessageWriter writer) {
    this.writer = writer;
    this.interval = new Interval(vertx, INTERVAL_MILLIS, this::writeNext);
  }

  /** How many messages wait to be written. */
  int depth() {
    return waiting;
  }

  /** Fails as the writer does, or with {@code UNAVAILABLE} when the queue is full. */
  Future<Appended> append(PostMessage post) {
    if (waiting >= MOST_WAITING) {
      return Future.failedFuture(Problem.unavailable("too many messages wait to be written"));
    }
    var one = new Waiting(post);
    lines.computeIfAbsent(post.conversation(), this::begin).waiting().add(one);
    waiting++;
    writeNext();
    return one.answer().future();
  }

  private Line begin(UUID conversation) {
    var line = new Line(conversation, new ArrayDeque<>());
    free.add(line);
    return line;
  }

  private void writeNext() {
    while (!free.isEmpty() && isWorthABatch()) {
      Batch batch = take();
      batches++;
      if (batch.messages().size() > SMALL) {
        interval.begin();
      }
      writer
          .write(batch.messages())
          .onComplete(
              written -> {
                batches--;
                batch.lines().forEach(this::release);
                writeNext();
              });
    }
  }

  private boolean isWorthABatch() {
    return waiting >= WORTH_ANOTHER ? batches < MOST_BATCHES : batches == 0 && interval.isOver();
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
}
