package io.gumzo.activity;

import io.gumzo.bus.Bus;
import io.gumzo.config.ActivityConfig;
import io.gumzo.persistence.Database;
import io.gumzo.persistence.Service;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes both logs down, beside everything else, and lets administrators read them. */
public final class ActivityService implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(ActivityService.class);
  private static final long WRITE_MILLIS = 1_000;
  private static final long FORGET_MILLIS = Duration.ofDays(1).toMillis();

  private final Vertx vertx;
  private final ActivityConfig config;
  private final ActivityMetrics metrics;
  private final ActivityWriter writer;
  private final ErrorRepository errorTable;
  private final Retention retention;
  private final LogReader reader;
  private ErrorCounts errors;
  private MessageConsumer<Object> told;
  private long writeTimer;
  private long forgetTimer;
  private Future<Void> writing = Future.succeededFuture();

  public ActivityService(
      Vertx vertx, ActivityConfig config, Database database, MeterRegistry registry) {
    this.vertx = vertx;
    this.config = config;
    this.metrics = new ActivityMetrics(registry);
    this.writer =
        new ActivityWriter(
            config.queueEntries(), new ActivityRepository(database)::insert, metrics);
    this.errorTable = new ErrorRepository(database);
    this.retention = new Retention(database, config.keepDays());
    this.reader = new LogReader(database);
    metrics.waiting(writer::waiting);
  }

  @Override
  public void bind(Bus bus) {
    errors = ErrorCounts.attach(metrics);
    told = bus.listen(Activity.LOGGED, this::add);
    bus.serve(ListActivity.COMMAND, reader::activity);
    bus.serve(ListErrors.COMMAND, reader::errors);
    writeTimer = vertx.setPeriodic(WRITE_MILLIS, id -> write());
    forgetTimer = vertx.setPeriodic(WRITE_MILLIS, FORGET_MILLIS, id -> forget());
  }

  /** What waits is written first, if PostgreSQL takes it. */
  @Override
  public Future<Void> close() {
    vertx.cancelTimer(writeTimer);
    vertx.cancelTimer(forgetTimer);
    errors.detach();
    return told.unregister()
        .compose(silent -> Future.join(writer.drain(), writing.transform(done -> writeErrors())))
        .mapEmpty();
  }

  private void add(Activity.Batch batch) {
    writer.add(
        config.messages()
            ? batch.entries()
            : batch.entries().stream()
                .filter(entry -> entry.type() != ActivityType.MESSAGE_POSTED)
                .toList());
  }

  private void write() {
    writer.flush().onFailure(failure -> LOG.debug("activity waits: {}", failure.toString()));
    if (writing.isComplete()) {
      writing = writeErrors();
      writing.onFailure(failure -> LOG.debug("errors wait: {}", failure.toString()));
    }
  }

  private Future<Void> writeErrors() {
    List<ErrorCount> taken = errors.take();
    return taken.isEmpty()
        ? Future.succeededFuture()
        : errorTable.add(taken).onFailure(failure -> errors.giveBack(taken, failure));
  }

  private void forget() {
    retention
        .forget()
        .onSuccess(gone -> LOG.debug("{} old entries of the activity log are gone", gone))
        .onFailure(failure -> LOG.warn("old entries of the logs stay: {}", failure.toString()));
  }
}
