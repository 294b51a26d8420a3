package io.gumzo.cli;

import io.gumzo.config.GumzoConfig;
import io.gumzo.config.LogConfig.Format;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Progress for whoever started the program: lines to read, or log lines where a collector reads.
 */
final class Terminal {
  private static final Logger LOG = LoggerFactory.getLogger("gumzo");

  /** How lines are told. */
  private enum Voice {
    PLAIN,
    LOG,
    SILENT
  }

  private final Voice voice;

  Terminal(GumzoConfig config) {
    this(config.log().format() == Format.TEXT ? Voice.PLAIN : Voice.LOG);
  }

  private Terminal(Voice voice) {
    this.voice = voice;
  }

  /** For a process that nobody watches. */
  static Terminal silent() {
    return new Terminal(Voice.SILENT);
  }

  void say(String line) {
    switch (voice) {
      case PLAIN -> System.out.println(line);
      case LOG -> LOG.info(line.strip());
      case SILENT -> LOG.debug(line);
    }
  }

  void warn(String line) {
    switch (voice) {
      case PLAIN -> System.err.println(line);
      case LOG, SILENT -> LOG.warn(line);
    }
  }

  /** Where it is, who may be first, and how it ends. */
  void welcome(GumzoConfig config, int nodes, long startMillis) {
    var http = config.http();
    say(
        "Gumzo is up after %.1f s: %s"
            .formatted(startMillis / 1000.0, address(http.publicUrl(), http.host(), http.port())));
    if (nodes > 1) {
      for (var node = 1; node <= nodes; node++) {
        say("  node %d: %s".formatted(node, address("", http.host(), http.port() + node)));
      }
    }
    say("  first administrator: ./gumzo admin create --username NAME --email ADDRESS");
    var management = config.management();
    var first = management.port() + (nodes > 1 ? 1 : 0);
    say("  health and metrics:  " + address("", management.host(), first));
    config.logFolder().ifPresent(folder -> say("  logs:                " + folder));
    if (config.mail().shows()) {
      tellWhereMailsAre(config);
    }
    say("  Ctrl-C stops it.");
  }

  private void tellWhereMailsAre(GumzoConfig config) {
    var key = config.mail().showKey().value();
    say("  mails:               %s/dev/mails?key=%s".formatted(config.ownUrl(), key));
    warn(
        "  Mails are shown there instead of sent. Whoever has that address can take over every"
            + " account: for development only (mail.url sends them, mail.showUnsent=never hides"
            + " them).");
  }

  private static String address(String publicUrl, String host, int port) {
    return publicUrl.isEmpty() ? "http://%s:%d".formatted(named(host), port) : publicUrl;
  }

  private static String named(String host) {
    return host.equals("0.0.0.0") || host.equals("127.0.0.1") ? "localhost" : host;
  }
}
