package io.gumzo.config;

import static io.gumzo.config.Rules.inRange;

/** How patient a start is. */
public record StartConfig(int waitSeconds) {
  public StartConfig {
    inRange("start.waitSeconds", waitSeconds, 0, 3_600);
  }
}
