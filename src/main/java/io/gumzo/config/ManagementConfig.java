package io.gumzo.config;

import static io.gumzo.config.Rules.inRange;
import static io.gumzo.config.Rules.notBlank;

/** Where metrics and health are served. */
public record ManagementConfig(String host, int port) {
  public ManagementConfig {
    notBlank("management.host", host);
    inRange("management.port", port, 0, 65_535);
  }
}
