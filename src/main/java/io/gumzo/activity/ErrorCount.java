package io.gumzo.activity;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * How often one kind of failure came. It holds what the program says, and nothing that was filled
 * in or that an exception tells: that may be anything.
 *
 * @param message empty for another's library, which may have filled it in itself
 * @param exception the classes, the outermost first; empty without one
 * @param place where of ours it was thrown; empty when that is not known
 * @param requestId null when there is none
 */
record ErrorCount(
    String fingerprint,
    String level,
    String logger,
    String message,
    String exception,
    String place,
    long times,
    Instant firstAt,
    Instant lastAt,
    String requestId) {

  private static final String OURS = "io.gumzo.";
  private static final int DEEPEST = 5;
  private static final int LONGEST = 500;
  private static final int FINGERPRINT_BYTES = 8;

  static ErrorCount of(ILoggingEvent event) {
    String logger = event.getLoggerName();
    String level = event.getLevel().toString().toLowerCase(Locale.ROOT);
    String message = logger.startsWith(OURS) ? cut(event.getMessage()) : "";
    List<IThrowableProxy> causes = causes(event.getThrowableProxy());
    String exception = cut(String.join(" ", causes.stream().map(each -> name(each)).toList()));
    StackTraceElement place = place(causes);
    String where = place == null ? "" : place.getClassName() + "." + place.getMethodName();
    Instant at = Instant.ofEpochMilli(event.getTimeStamp());
    return new ErrorCount(
        fingerprint(level, logger, message, exception, where),
        level,
        cut(logger),
        message,
        exception,
        place == null ? "" : cut(where + ":" + place.getLineNumber()),
        1,
        at,
        at,
        requestId(event));
  }

  ErrorCount plus(ErrorCount other) {
    boolean later = !other.lastAt.isBefore(lastAt); // of one moment, the one that came behind
    ErrorCount last = later ? other : this;
    ErrorCount before = later ? this : other;
    return new ErrorCount(
        fingerprint,
        level,
        logger,
        message,
        exception,
        last.place,
        times + other.times,
        firstAt.isBefore(other.firstAt) ? firstAt : other.firstAt,
        last.lastAt,
        last.requestId == null ? before.requestId : last.requestId);
  }

  private static List<IThrowableProxy> causes(IThrowableProxy thrown) {
    var causes = new ArrayList<IThrowableProxy>();
    for (var each = thrown; each != null && causes.size() < DEEPEST; each = each.getCause()) {
      causes.add(each);
    }
    return causes;
  }

  private static String name(IThrowableProxy thrown) {
    String name = thrown.getClassName();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static StackTraceElement place(List<IThrowableProxy> causes) {
    for (IThrowableProxy thrown : causes.reversed()) {
      for (StackTraceElementProxy frame : thrown.getStackTraceElementProxyArray()) {
        if (frame.getStackTraceElement().getClassName().startsWith(OURS)) {
          return frame.getStackTraceElement();
        }
      }
    }
    return null;
  }

  private static String requestId(ILoggingEvent event) {
    return event.getKeyValuePairs() == null
        ? null
        : event.getKeyValuePairs().stream()
            .filter(pair -> pair.key.equals("requestId") && pair.value != null)
            .map(pair -> cut(pair.value.toString()))
            .findFirst()
            .orElse(null);
  }

  private static String cut(String text) {
    String plain = Objects.requireNonNullElse(text, "").replace("\0", "");
    return plain.substring(0, Math.min(plain.length(), LONGEST));
  }

  private static String fingerprint(String... parts) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
