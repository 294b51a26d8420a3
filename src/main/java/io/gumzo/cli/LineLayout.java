package io.gumzo.cli;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.LayoutBase;
import java.util.stream.Collectors;

/**
 * A log entry as text: one line, and a stack trace below it whose lines are all indented. Control
 * characters are escaped, so that nothing that a client sent looks like another entry, nor commands
 * the terminal that shows it.
 */
final class LineLayout extends LayoutBase<ILoggingEvent> {
  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %-5level [%X{requestId:--}] %logger{24} %msg %kvp%nopex";

  private final PatternLayout line = new PatternLayout();

  @Override
  public void setContext(Context context) {
    super.setContext(context);
    line.setContext(context);
  }

  @Override
  public void start() {
    line.setPattern(PATTERN);
    line.start();
    super.start();
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    String text = escaped(line.doLayout(event)) + "\n";
    IThrowableProxy thrown = event.getThrowableProxy();
    return thrown == null ? text : text + indented(ThrowableProxyUtil.asString(thrown));
  }

  private static String indented(String stackTrace) {
    return stackTrace
        .lines()
        .map(each -> "\t" + escaped(each.stripLeading()) + "\n")
        .collect(Collectors.joining());
  }

  private static String escaped(String text) {
    if (text.chars().noneMatch(LineLayout::isControl)) {
      return text;
    }
    var safe = new StringBuilder(text.length() + 16);
    text.chars()
        .forEach(
            each -> {
              switch (each) {
                case '\n' -> safe.append("\\n");
                case '\r' -> safe.append("\\r");
                case '\t' -> safe.append("\\t");
                default -> {
                  if (isControl(each)) {
                    safe.append("\\u%04x".formatted(each));
                  } else {
                    safe.append((char) each);
                  }
                }
              }
            });
    return safe.toString();
  }

  /** Ends of lines, and what turns the direction of the text after it, are among them. */
  private static boolean isControl(int unit) {
    return Character.isISOControl(unit)
        || unit == 0x2028
        || unit == 0x2029
        || unit >= 0x202A && unit <= 0x202E
        || unit >= 0x2066 && unit <= 0x2069;
  }
}
