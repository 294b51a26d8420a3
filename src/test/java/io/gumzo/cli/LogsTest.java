package io.gumzo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.gumzo.config.LogConfig.Format;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

/** Nothing that a client sends looks like another entry of the log. */
class LogsTest {
  private static final String HOSTILE =
      "a\n2026-01-02T03:04:05.678Z ERROR forged\r\u001b[2Jb\u0085c\u2028d\u202ee\u0000";

  private final LoggerContext context = new LoggerContext();

  {
    context.setMDCAdapter(new LogbackMDCAdapter());
  }

  @Test
  void an_entry_as_text_is_one_line_and_an_indented_stack_trace() {
    String text = encoded(Format.TEXT);

    assertThat(text).doesNotContain("\r", "\u001b", "\u0085", "\u2028", "\u202e", "\u0000");
    List<String> lines = List.of(text.split("\n", -1));
    assertThat(lines.getFirst())
        .contains(
            "a\\n2026-01-02T03:04:05.678Z ERROR forged\\r\\u001b[2Jb\\u0085c\\u2028d\\u202ee");
    assertThat(lines.getLast()).isEmpty();
    assertThat(lines.subList(1, lines.size() - 1))
        .hasSizeGreaterThan(2)
        .allMatch(line -> line.startsWith("\t"));
  }

  @Test
  void an_entry_as_json_is_one_line() {
    String text = encoded(Format.JSON);

    assertThat(text.strip()).doesNotContain("\n", "\r", "\u001b", "\u0000");
    assertThat(new JsonObject(text).getString("formattedMessage")).contains(HOSTILE);
  }

  private String encoded(Format format) {
    var event =
        new LoggingEvent(
            "caller",
            context.getLogger("io.gumzo.Test"),
            Level.WARN,
            "a request of {}",
            new IllegalStateException(HOSTILE, new RuntimeException(HOSTILE)),
            new Object[] {HOSTILE});
    event.setKeyValuePairs(List.of(new KeyValuePair("operation", HOSTILE)));
    return new String(Logs.encoder(context, format).encode(event), StandardCharsets.UTF_8);
  }
}
