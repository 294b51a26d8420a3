package io.gumzo.mail;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what is due and has it carried: several at a time, few of them to one domain, and a new one
 * as soon as one is done. On one event loop.
 */
final class MailWorker {
  static final int AT_ONCE = 16;
  static final int TO_ONE_DOMAIN = 2;

  private static final Logger LOG = LoggerFactory.getLogger(MailWorker.class);
  private static final int GROWTH = 5;
  private static final Duration LONGEST_WAIT = Duration.ofHours(4);

  private final MailRepository mails;
  private final Carrier carrier;
  private final boolean keeps;
  private final Duration firstWait;
  private final MailMetrics metrics;
  private final Map<UUID, Future<Void>> underWay = new HashMap<>();
  private final Map<String, Integer> toDomain = new HashMap<>();
  private Future<Void> taking = Future.succeededFuture();
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
    again = true;
    fill();
  }

  /** What is under way ends first, as far as the mail server lets it. */
  Future<Void> close() {
    closed = true;
    return carrier
        .close()
        .transform(released -> taking)
        .transform(taken -> Future.join(List.copyOf(underWay.values())))
        .transform(ended -> Future.succeededFuture());
  }

  private void fill() {
    if (closed || !again || !taking.isComplete() || underWay.size() >= AT_ONCE) {
      return;
    }
    again = false;
    taking = take();
    taking
        .onSuccess(taken -> fill())
        .onFailure(failure -> LOG.debug("mails wait: {}", failure.toString()));
  }

  private Future<Void> take() {
    return mails
        .take(AT_ONCE - underWay.size(), TO_ONE_DOMAIN, busyDomains())
        .compose(
            taken -> {
              taken.forEach(this::begin);
              again |= !taken.isEmpty();
              return taken.isEmpty() ? countWaiting() : Future.succeededFuture();
            });
  }

  private Set<String> busyDomains() {
    return toDomain.entrySet().stream()
        .filter(each -> each.getValue() >= TO_ONE_DOMAIN)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private void begin(StoredMail mail) {
    toDomain.merge(mail.domain(), 1, Integer::sum);
    Future<Void> ended = carry(mail);
    underWay.put(mail.id(), ended);
    ended.onComplete(
        result -> {
          underWay.remove(mail.id());
          toDomain.computeIfPresent(mail.domain(), (same, count) -> count > 1 ? count - 1 : null);
          wake();
        });
  }

  private Future<Void> countWaiting() {
    return mails.waiting().onSuccess(metrics::waiting).mapEmpty();
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
    switch (carrier.refusal(failure)) {
      case OF_RECEIVER -> {
        gaveUp(mail, failure);
        return mails.giveUp(mail.id());
      }
      case OF_US ->
          LOG.error(
              "mail {} ({}) waits, the mail server refuses our sender, sign-in or content: {}",
              mail.id(),
              mail.template().slug(),
              reason(failure));
      case NONE -> {
        if (!reportedDown) {
          LOG.warn("mails wait, the mail server does not take them: {}", reason(failure));
          reportedDown = true;
        }
      }
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
