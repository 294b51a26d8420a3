package io.gumzo.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.util.FileSize;
import io.gumzo.config.GumzoConfig;
import io.gumzo.config.LogConfig.Format;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * Where log lines go: everything to a file of its own for each node, and to the console what a
 * person should see: warnings when there is a file, everything when there is none or a collector
 * reads the console.
 */
final class Logs {
  private static final String LOST_NODES = "io.vertx.core.eventbus.impl.clustered.ConnectionHolder";
  private static final String BLOCKED_THREADS = "io.vertx.core.impl.BlockedThreadChecker";
  private static final String FILE_SIZE = "10MB";
  private static final String ALL_FILES_SIZE = "200MB";
  private static final int DAYS = 14;

  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final GumzoConfig config;

  private Logs(GumzoConfig config) {
    this.config = config;
  }

  /** {@code name} is that of the file, e.g. {@code gumzo} or {@code node-1}. */
  static void configure(GumzoConfig config, String name) {
    new Logs(config).configure(name);
  }

  private void configure(String name) {
    context.reset();
    var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(config.log().level().name()));
    // A trace for every frame to a node that is gone; Link says it once, in a line.
    context.getLogger(LOST_NODES).setLevel(Level.ERROR);
    var file = config.logFolder();
    var console = console();
    if (file.isPresent() && config.log().format() == Format.TEXT) {
      console.addFilter(warnings());
      console.addFilter(notOfBlockedThreads());
    }
    console.start();
    root.addAppender(console);
    file.ifPresent(folder -> root.addAppender(file(folder, name)));
  }

  private ConsoleAppender<ILoggingEvent> console() {
    var appender = new ConsoleAppender<ILoggingEvent>();
    prepare(appender, "console");
    if (config.log().format() == Format.TEXT) {
      appender.setTarget("System.err");
    }
    return appender;
  }

  private RollingFileAppender<ILoggingEvent> file(Path folder, String name) {
    var appender = new RollingFileAppender<ILoggingEvent>();
    prepare(appender, "file");
    appender.setFile(folder.resolve(name + ".log").toString());
    var policy = new SizeAndTimeBasedRollingPolicy<ILoggingEvent>();
    policy.setContext(context);
    policy.setParent(appender);
    policy.setFileNamePattern(folder.resolve(name + ".%d{yyyy-MM-dd}.%i.log.gz").toString());
    policy.setMaxFileSize(FileSize.valueOf(FILE_SIZE));
    policy.setTotalSizeCap(FileSize.valueOf(ALL_FILES_SIZE));
    policy.setMaxHistory(DAYS);
    policy.start();
    appender.setRollingPolicy(policy);
    appender.start();
    return appender;
  }

  private void prepare(OutputStreamAppender<ILoggingEvent> appender, String name) {
    appender.setName(name);
    appender.setContext(context);
    appender.setEncoder(encoder(context, config.log().format()));
  }

  static Encoder<ILoggingEvent> encoder(LoggerContext context, Format format) {
    return switch (format) {
      case TEXT -> {
        var layout = new LineLayout();
        layout.setContext(context);
        layout.start();
        var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.start();
        yield encoder;
      }
      case JSON -> {
        var encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithContext(false);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithFormattedMessage(true);
        encoder.start();
        yield encoder;
      }
    };
  }

  private static ThresholdFilter warnings() {
    var filter = new ThresholdFilter();
    filter.setLevel("WARN");
    filter.start();
    return filter;
  }

  /** They tell of a slow machine, which whoever looks at the console cannot mend. */
  static Filter<ILoggingEvent> notOfBlockedThreads() {
    return new Filter<>() {
      @Override
      public FilterReply decide(ILoggingEvent event) {
        return event.getLoggerName().equals(BLOCKED_THREADS)
            ? FilterReply.DENY
            : FilterReply.NEUTRAL;
      }
    };
  }
}
