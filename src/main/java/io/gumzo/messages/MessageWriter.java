package io.gumzo.messages;

import io.gumzo.messages.MessageAppender.Appended;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Takes tokens for a batch of messages, appends it, tells of it, and answers each sender. */
final class MessageWriter {
  /**
   * @param answer fails with {@code THROTTLED}, with {@code NOT_A_MEMBER}, or with what PostgreSQL
   *     fails with
   */
  record Waiting(PostMessage post, Promise<Appended> answer) {
    Waiting(PostMessage post) {
      this(post, Promise.promise());
    }
  }

  /** The pool needs a moment to see that a connection broke; at once it would give the same. */
  private static final long ASK_AGAIN_MILLIS = 100;

  private final Vertx vertx;
  private final Function<List<PostMessage>, Future<List<Long>>> throttle;
  private final MessageAppender appender;
  private final Consumer<List<Appended>> onNew;

  /**
   * @param throttle tells of each message of a batch how many milliseconds its sender has to wait,
   *     0 when it may be posted
   * @param onNew is told of the new messages of each batch after its commit, before their senders;
   *     of some twice when a connection to PostgreSQL broke
   */
  MessageWriter(
      Vertx vertx,
      Function<List<PostMessage>, Future<List<Long>>> throttle,
      MessageAppender appender,
      Consumer<List<Appended>> onNew) {
    this.vertx = vertx;
    this.throttle = throttle;
    this.appender = appender;
    this.onNew = onNew;
  }

  /**
   * Never fails: every message has its answer in the end.
   *
   * @param batch no two with the same client id
   */
  Future<Void> write(List<Waiting> batch) {
    return throttle
        .apply(posts(batch))
        .map(waits -> admit(batch, waits))
        .compose(admitted -> admitted.isEmpty() ? Future.succeededFuture() : append(admitted))
        .recover(failure -> fail(batch, failure));
  }

  private static List<Waiting> admit(List<Waiting> batch, List<Long> waits) {
    var admitted = new ArrayList<Waiting>(batch.size());
    for (int index = 0; index < batch.size(); index++) {
      if (waits.get(index) == 0) {
        admitted.add(batch.get(index));
      } else {
        batch.get(index).answer().fail(Problem.throttled(Duration.ofMillis(waits.get(index))));
      }
    }
    return admitted;
  }

  private Future<Void> append(List<Waiting> batch) {
    return append(batch, Appended::isNew)
        .recover(
            failure ->
                isAway(failure)
                    ? vertx.timer(ASK_AGAIN_MILLIS).compose(due -> append(batch, any -> true))
                    : Future.failedFuture(failure))
        .recover(
            failure ->
                batch.size() > 1 && !isAway(failure)
                    ? appendOneByOne(batch)
                    : fail(batch, failure));
  }

  /**
   * @param toTell which of the appended messages are told of. When a connection breaks it is not
   *     known whether its statement was committed, so after that it is all: some are told of twice
   */
  private Future<Void> append(List<Waiting> batch, Predicate<Appended> toTell) {
    return appender
        .append(posts(batch))
        .onSuccess(results -> announce(results, toTell))
        .onSuccess(results -> answer(batch, results))
        .mapEmpty();
  }

  /** PostgreSQL does not answer: for a single message neither. */
  private static boolean isAway(Throwable failure) {
    return failure instanceof Problem problem && problem.type() == ProblemType.UNAVAILABLE;
  }

  /** One message that PostgreSQL refuses must not take the others with it. */
  private Future<Void> appendOneByOne(List<Waiting> batch) {
    Future<Void> written = Future.succeededFuture();
    for (Waiting one : batch) {
      written = written.compose(before -> append(List.of(one)));
    }
    return written;
  }

  private void announce(List<Optional<Appended>> results, Predicate<Appended> toTell) {
    List<Appended> fresh = results.stream().flatMap(Optional::stream).filter(toTell).toList();
    if (!fresh.isEmpty()) {
      onNew.accept(fresh);
    }
  }

  private static void answer(List<Waiting> batch, List<Optional<Appended>> results) {
    for (int index = 0; index < batch.size(); index++) {
      Promise<Appended> answer = batch.get(index).answer();
      results
          .get(index)
          .ifPresentOrElse(
              answer::complete, () -> answer.fail(Problem.of(ProblemType.NOT_A_MEMBER)));
    }
  }

  private static Future<Void> fail(List<Waiting> batch, Throwable failure) {
    batch.forEach(one -> one.answer().tryFail(failure));
    return Future.succeededFuture();
  }

  private static List<PostMessage> posts(List<Waiting> batch) {
    return batch.stream().map(Waiting::post).toList();
  }
}
