package io.gumzo.config;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Who may be here.
 *
 * @param signUp until an administrator has chosen otherwise
 * @param signUpDomains in lower case
 */
public record AccountsConfig(
    boolean requireVerifiedEmail, SignUpMode signUp, List<String> signUpDomains) {
  private static final int MOST_DOMAINS = 100;
  private static final Pattern DOMAIN =
      Pattern.compile("(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}");

  /** Who may sign up. */
  public enum SignUpMode {
    /** Everybody. */
    OPEN,
    /** Whoever was invited. */
    INVITATION,
    /** Whoever confirms an email of one of some domains. */
    DOMAINS,
    /** Nobody. */
    CLOSED
  }

  public AccountsConfig {
    if (signUpDomains.size() > MOST_DOMAINS) {
      throw new ConfigException(
          "accounts.signUpDomains: want at most %d, have %d"
              .formatted(MOST_DOMAINS, signUpDomains.size()));
    }
    for (String domain : signUpDomains) {
      if (!isDomain(domain)) {
        throw new ConfigException(
            "accounts.signUpDomains: want domains such as example.org in lower case, have '%s'"
                .formatted(domain));
      }
    }
    if (signUp == SignUpMode.DOMAINS && signUpDomains.isEmpty()) {
      throw new ConfigException("accounts.signUpDomains: want one at least with signUp: domains");
    }
    signUpDomains = List.copyOf(signUpDomains);
  }

  /** In lower case and ASCII. */
  public static boolean isDomain(String text) {
    return DOMAIN.matcher(text).matches();
  }
}
