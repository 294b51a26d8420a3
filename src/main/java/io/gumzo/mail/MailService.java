package io.gumzo.mail;

import io.gumzo.bus.Bus;
import io.gumzo.config.MailConfig;
import io.gumzo.persistence.Database;
import io.gumzo.persistence.Service;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what is in the outbox; where nothing is sent, lets it be read, or keeps it for a while. */
public final class MailService implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(MailService.class);
  private static final long LONGEST_PAUSE_MILLIS = 10_000;
  private static final long CLEAN_MILLIS = Duration.ofHours(1).toMillis();
  private static final int SHOWN = 100;

  private final Vertx vertx;
  private final MailConfig config;
  private final String ownUrl;
  private final MailRepository mails;
  private final MailMetrics metrics;
  private MailWorker worker;
  private long pollTimer = -1;
  private long cleanTimer = -1;

  /**
   * @param ownUrl where people reach this server
   */
  public MailService(
      Vertx vertx, MailConfig config, String ownUrl, Database database, MeterRegistry registry) {
    this.vertx = vertx;
    this.config = config;
    this.ownUrl = ownUrl;
    this.mails = new MailRepository(database);
    this.metrics = new MailMetrics(registry);
  }

  @Override
  public void bind(Bus bus) {
    if (config.sends() || config.shows()) {
      Carrier carrier =
          config.sends() ? new SmtpCarrier(vertx, config, ownUrl) : new LogCarrier(ownUrl);
      work(bus, carrier);
    } else {
      LOG.info("mail.url is empty: mails wait, and nobody is sent one");
    }
    if (config.shows()) {
      bus.serve(ShownMails.LIST, ask -> mails.latest(SHOWN).map(ShownMails.Page::of));
      bus.serve(ShownMails.READ, this::read);
    }
    cleanTimer = vertx.setPeriodic(CLEAN_MILLIS, id -> clean());
  }

  @Override
  public Future<Void> close() {
    vertx.cancelTimer(pollTimer);
    vertx.cancelTimer(cleanTimer);
    return worker == null ? Future.succeededFuture() : worker.close();
  }

  private void work(Bus bus, Carrier carrier) {
    worker =
        new MailWorker(
            mails, carrier, config.shows(), Duration.ofMillis(config.retryMillis()), metrics);
    bus.listen(MailOutbox.WAITING, told -> worker.wake());
    long pause = Math.min(config.retryMillis(), LONGEST_PAUSE_MILLIS);
    pollTimer = vertx.setPeriodic(pause, id -> worker.wake());
    worker.wake();
  }

  private void clean() {
    mails
        .expire()
        .onSuccess(metrics::failed)
        .compose(expired -> mails.forgetOld())
        .onFailure(failure -> LOG.warn("old mails stay: {}", failure.toString()));
  }

  private Future<ShownMails.Whole> read(ShownMails.Read ask) {
    return mails
        .shownOne(ask.id())
        .map(found -> found.orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND)))
        .map(ShownMails.Whole::of);
  }
}
