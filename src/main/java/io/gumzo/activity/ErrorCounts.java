package io.gumzo.activity;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts warnings and errors of this process by their kind, as they are logged; on whatever thread
 * that is, and without making it wait. There are as many kinds as places in the program that log;
 * should there be more than a limit, they are counted as dropped.
 */
final class ErrorCounts extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private static final int MOST_KINDS = 500;

  private final ConcurrentHashMap<String, ErrorCount> counts = new ConcurrentHashMap<>();
  private final ActivityMetrics metrics;

  private ErrorCounts(ActivityMetrics metrics) {
    this.metrics = metrics;
  }

  /** Counts from now on. */
  static ErrorCounts attach(ActivityMetrics metrics) {
    var appender = new ErrorCounts(metrics);
    appender.setName("activity-errors");
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      appender.setContext(context);
      appender.start();
      context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    }
    return appender;
  }

  void detach() {
    if (context instanceof LoggerContext logback) {
      logback.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(this);
    }
    stop();
  }

  /** What was counted since it was taken last. */
  List<ErrorCount> take() {
    var taken = new ArrayList<ErrorCount>();
    for (String fingerprint : counts.keySet()) {
      ErrorCount count = counts.remove(fingerprint);
      if (count != null) {
        taken.add(count);
      }
    }
    return taken;
  }

  /** They could not be written: they wait, unless PostgreSQL does not want them. */
  void giveBack(List<ErrorCount> taken, Throwable failure) {
    if (Problem.from(failure).type() == ProblemType.UNAVAILABLE) {
      taken.forEach(this::count);
    } else {
      metrics.droppedErrors(taken.size());
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
      count(ErrorCount.of(event));
    }
  }

  private void count(ErrorCount more) {
    if (counts.size() >= MOST_KINDS && !counts.containsKey(more.fingerprint())) {
      metrics.droppedErrors(1);
    } else {
      counts.merge(more.fingerprint(), more, ErrorCount::plus);
    }
  }
}
