package io.gumzo.config;

import static io.gumzo.config.Rules.inRange;

/** Sizes of pages and messages. */
public record MessagesConfig(int pageSize, int maxChars) {
  public MessagesConfig {
    inRange("messages.pageSize", pageSize, 1, 100);
    inRange("messages.maxChars", maxChars, 1, 100_000);
  }
}
