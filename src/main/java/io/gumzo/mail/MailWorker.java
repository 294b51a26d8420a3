package io.gumzo.mail;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what is due and has it carried, a few at a time. On one event loop. */
final class MailWorker {
  private static final Logger LOG = LoggerFactory.getLogger(MailWorker.class);
  private static final int AT_ONCE = 8;
  private static final int GROWTH = 5;
  private static final Duration LONGEST_WAIT = Duration.ofHours(4);

  private final MailRepository mails;
  private final Carrier carrier;
  private final boolean keeps;
  private final Duration firstWait;
  private final MailMetrics metrics;
  private Future<Void> round = Future.succeededFuture();
  private boolean again;
  private boolean closed;
  private boolean reportedDown;

  /**
   * @param keeps mails stay readable after they were carried
   * @param firstWait after the first failure
   */
  MailWorker(
      MailRepository mails,
      Carrier carrier,
      boolean keeps,
      Duration firstWait,
      MailMetrics metrics) {
    this.mails = mails;
    this.carrier = carrier;
    this.keeps = keeps;
    this.firstWait = firstWait;
    this.metrics = metrics;
  }

  /** There may be something to send. */
  void wake() {
    if (!round.isComplete()) {
      again = true;
    } else if (!closed) {
      round = work().recover(this::later);
    }
  }

  /** What is under way ends first, as far as the mail server lets it. */
  Future<Void> close() {
    closed = true;
    return carrier.close().transform(released -> round);
  }

  private Future<Void> work() {
    again = false;
    return mails
        .take(AT_ONCE)
        .compose(
            taken ->
                Future.join(taken.stream().map(this::carry).toList())
                    .compose(carried -> full(taken) || again ? work() : countWaiting()));
  }

  private boolean full(List<StoredMail> taken) {
    return taken.size() == AT_ONCE && !closed;
  }

  private Future<Void> countWaiting() {
    return mails.waiting().onSuccess(metrics::waiting).mapEmpty();
  }

  /** The next round takes what this one left. */
  private Future<Void> later(Throwable failure) {
    LOG.debug("mails wait: {}", failure.toString());
    return Future.succeededFuture();
  }

  private Future<Void> carry(StoredMail mail) {
    return attempt(mail)
        .transform(
            result ->
                result.succeeded()
                    ? carried(mail)
                    : closed ? done() : failed(mail, result.cause()));
  }

  /** A mail that cannot even be written fails like one that is not taken. */
  private Future<Void> attempt(StoredMail mail) {
    try {
      return carrier.carry(mail);
    } catch (RuntimeException broken) {
      return Future.failedFuture(broken);
    }
  }

  private Future<Void> carried(StoredMail mail) {
    if (reportedDown) {
      LOG.info("the mail server takes mails again");
      reportedDown = false;
    }
    metrics.sent();
    return keeps ? mails.shown(mail.id()) : mails.sent(mail.id());
  }

  private Future<Void> failed(StoredMail mail, Throwable failure) {
    if (carrier.isRefused(failure)) {
      gaveUp(mail, failure);
      return mails.giveUp(mail.id());
    }
    if (!reportedDown) {
      LOG.warn("mails wait, the mail server does not take them: {}", reason(failure));
      reportedDown = true;
    }
    return mails
        .postpone(mail.id(), waitAfter(mail.attempts()))
        .onSuccess(
            waits -> {
              if (waits) {
                metrics.retried();
              } else {
                gaveUp(mail, failure);
              }
            })
        .mapEmpty();
  }

  private void gaveUp(StoredMail mail, Throwable failure) {
    metrics.failed(1);
    LOG.warn(
        "mail {} ({}) given up after {} attempts: {}",
        mail.id(),
        mail.template().slug(),
        mail.attempts(),
        reason(failure));
  }

  /** Replies of servers repeat the receiver's address. */
  private static String reason(Throwable failure) {
    return String.valueOf(failure.getMessage()).replaceAll("[^\\s<>]+@[^\\s<>]+", "…@…");
  }

  private Duration waitAfter(int attempts) {
    Duration wait = firstWait;
    for (int more = 1; more < attempts && wait.compareTo(LONGEST_WAIT) < 0; more++) {
      wait = wait.multipliedBy(GROWTH);
    }
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }

  private static Future<Void> done() {
    return Future.succeededFuture();
  }
}
