package io.gumzo.config;

import static io.gumzo.config.Rules.inRange;
import static io.gumzo.config.Rules.notBlank;

/** Access and refresh tokens; an empty {@code keysFile} means the data folder's own. */
public record TokensConfig(int accessSeconds, int refreshDays, String keysFile, String issuer) {
  public TokensConfig {
    inRange("tokens.accessSeconds", accessSeconds, 30, 86_400);
    inRange("tokens.refreshDays", refreshDays, 1, 365);
    notBlank("tokens.issuer", issuer);
  }
}
