package io.gumzo.persistence;

import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Answers many questions of one kind with one statement to PostgreSQL, or one batch of commands to
 * Redis: what is asked while earlier ones are being answered goes together. Whoever asks alone does
 * not wait. For one event loop.
 *
 * <p>A question is part of a statement that begins after it was asked, so the answer is as fresh as
 * that of a statement of its own.
 */
public final class Gathering<Q, A> {
  /** While these are under way the next batch grows. */
  private static final int MOST_BATCHES = 2;

  private static final int MOST_WAITING = 20_000;

  private record Waiting<Q, A>(Q question, Promise<A> answer) {}

  private final int mostTogether;
  private final ToIntFunction<Q> weight;
  private final Function<List<Q>, Future<List<A>>> read;
  private final ArrayDeque<Waiting<Q, A>> queue = new ArrayDeque<>();
  private int batches;

  /**
   * @param mostTogether the most questions of one statement
   * @param read answers in the order of the questions; null is an answer too
   */
  public Gathering(int mostTogether, Function<List<Q>, Future<List<A>>> read) {
    this(mostTogether, question -> 1, read);
  }

  /**
   * @param mostTogether the most that questions of one statement weigh; one that weighs more goes
   *     by itself
   * @param weight how large an answer may be
   */
  public Gathering(
      int mostTogether, ToIntFunction<Q> weight, Function<List<Q>, Future<List<A>>> read) {
    this.mostTogether = mostTogether;
    this.weight = weight;
    this.read = read;
  }

  /** Fails with {@code UNAVAILABLE} when too many wait, and with whatever the reading fails. */
  public Future<A> ask(Q question) {
    if (queue.size() >= MOST_WAITING) {
      return Future.failedFuture(Problem.unavailable("too many wait for an answer"));
    }
    Promise<A> answer = Promise.promise();
    queue.add(new Waiting<>(question, answer));
    readNext();
    return answer.future();
  }

  private void readNext() {
    while (batches < MOST_BATCHES && !queue.isEmpty()) {
      batches++;
      answer(take())
          .onComplete(
              done -> {
                batches--;
                readNext();
              });
    }
  }

  private List<Waiting<Q, A>> take() {
    var batch = new ArrayList<Waiting<Q, A>>();
    int together = 0;
    while (!queue.isEmpty()) {
      together += weight.applyAsInt(queue.peek().question());
      if (together > mostTogether && !batch.isEmpty()) {
        break;
      }
      batch.add(queue.poll());
    }
    return batch;
  }

  private Future<Void> answer(List<Waiting<Q, A>> batch) {
    return Future.succeededFuture(batch.stream().map(Waiting::question).toList())
        .compose(read)
        .<Void>map(
            answers -> {
              for (int line = 0; line < batch.size(); line++) {
                batch.get(line).answer().tryComplete(answers.get(line));
              }
              return null;
            })
        .recover(failure -> refused(batch, failure));
  }

  /** A question that is refused must not take the others with it. */
  private Future<Void> refused(List<Waiting<Q, A>> batch, Throwable failure) {
    if (batch.size() == 1 || Problem.from(failure).type() == ProblemType.UNAVAILABLE) {
      batch.forEach(waiting -> waiting.answer().tryFail(failure));
      return Future.succeededFuture();
    }
    Future<Void> answered = Future.succeededFuture();
    for (Waiting<Q, A> waiting : batch) {
      answered = answered.compose(before -> answer(List.of(waiting)));
    }
    return answered;
  }
}
