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

/**
 * Takes tokens for a batch of messages, appends it, tells of it, and answers each sender. Batches
 * are appended in the order in which they are given, each as soon as it may: its tokens are taken,
 * and it is sent to PostgreSQL, while the one before is still being written.
 *
 * <p>When a batch fails, those that were sent behind it are not called back: they are appended
 * before what is tried again. All others wait. For one event loop.
 */
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
  private final Function<List<PostMessage>, Future<List<Optional<Appended>>>> appender;
  private final Consumer<List<Appended>> onNew;

  /** Done when what was given so far was sent, or will not be. */
  private Future<Void> allSent = Future.succeededFuture();

  /** Done when nothing is tried again. */
  private Future<Void> settled = Future.succeededFuture();

  /**
   * @param throttle tells of each message of a batch how many milliseconds its sender has to wait,
   *     0 when it may be posted
   * @param appender see {@link MessageAppender#append(List)}
   * @param onNew is told of the new messages of each batch after its commit, before their senders;
   *     of some twice when a connection to PostgreSQL broke
   */
  MessageWriter(
      Vertx vertx,
      Function<List<PostMessage>, Future<List<Long>>> throttle,
      Function<List<PostMessage>, Future<List<Optional<Appended>>>> appender,
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
    Future<List<Waiting>> admitted = throttle.apply(posts(batch)).map(waits -> admit(batch, waits));
    Future<List<Waiting>> due =
        allSent.compose(sent -> admitted).compose(mine -> allSettled().map(mine));
    Future<Void> written = due.compose(this::append);
    allSent = due.transform(sent -> Future.succeededFuture());
    return written.recover(failure -> fail(batch, failure));
  }

  /** Another batch may have failed while one was waited for. */
  private Future<Void> allSettled() {
    Future<Void> now = settled;
    return now.compose(done -> now == settled ? Future.succeededFuture() : allSettled());
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
    return batch.isEmpty()
        ? Future.succeededFuture()
        : append(batch, Appended::isNew).recover(failure -> appendAgain(batch, failure));
  }

  /** Those that were not sent yet wait for it. */
  private Future<Void> appendAgain(List<Waiting> batch, Throwable failure) {
    Future<Void> mine = settle(batch, failure);
    settled = Future.join(settled, mine).transform(all -> Future.succeededFuture());
    return mine;
  }

  private Future<Void> settle(List<Waiting> batch, Throwable failure) {
    return isAway(failure)
        ? vertx
            .timer(ASK_AGAIN_MILLIS)
            .compose(due -> append(batch, any -> true))
            .recover(again -> giveUp(batch, again))
        : giveUp(batch, failure);
  }

  private Future<Void> giveUp(List<Waiting> batch, Throwable failure) {
    return batch.size() > 1 && !isAway(failure) ? appendOneByOne(batch) : fail(batch, failure);
  }

  /**
   * @param toTell which of the appended messages are told of. When a connection breaks it is not
   *     known whether its statement was committed, so after that it is all: some are told of twice
   */
  private Future<Void> append(List<Waiting> batch, Predicate<Appended> toTell) {
    return appender
        .apply(posts(batch))
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
      written =
          written.compose(
              before ->
                  append(List.of(one), Appended::isNew)
                      .recover(failure -> fail(List.of(one), failure)));
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
