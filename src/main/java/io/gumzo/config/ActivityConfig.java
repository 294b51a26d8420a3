package io.gumzo.config;

import static io.gumzo.config.Rules.inRange;

/** What is written down of what people do, and for how long. */
public record ActivityConfig(int keepDays, int queueEntries, boolean messages) {
  public ActivityConfig {
    inRange("activity.keepDays", keepDays, 1, 3_650);
    inRange("activity.queueEntries", queueEntries, 500, 1_000_000);
  }
}
