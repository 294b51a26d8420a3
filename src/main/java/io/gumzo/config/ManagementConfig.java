package io.gumzo.config;

import static io.gumzo.config.Rules.inRange;
import static io.gumzo.config.Rules.notBlank;

import java.util.List;
import java.util.Locale;

/** Where metrics and health are served, and under which names. */
public record ManagementConfig(String host, int port, List<String> allowedHosts) {
  public ManagementConfig {
    notBlank("management.host", host);
    inRange("management.port", port, 0, 65_535);
    allowedHosts = allowedHosts.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
    allowedHosts.forEach(each -> Rules.hostName("management.allowedHosts", each));
  }
}
