package io.gumzo.config;

import static io.gumzo.config.Rules.inRange;

/** Sizes of pages and messages. */
public record MessagesConfig(int pageSize, int maxChars, int recent) {
  private static final int RECENT = 100;

  public MessagesConfig {
    inRange("messages.pageSize", pageSize, 1, 100);
    inRange("messages.maxChars", maxChars, 1, 16_000);
    inRange("messages.recent", recent, 0, 1_000);
  }

  /** How many messages the simple socket gives at once. */
  public int recentAtOnce() {
    return recent == 0 ? RECENT : recent;
  }
}
