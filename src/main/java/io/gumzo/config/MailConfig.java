package io.gumzo.config;

import static io.gumzo.config.Rules.inRange;

import java.util.Locale;

/**
 * {@code url} is empty (nothing is sent) or {@code
 * smtp[s]://[user[:password]@]host[:port][?starttls=required]}.
 */
public record MailConfig(
    String url,
    String user,
    Secret password,
    String from,
    String certificates,
    ShowUnsent showUnsent,
    Secret showKey,
    int retryMillis) {

  /** Whether mails that are not sent are shown at a page, for whoever develops or tries Gumzo. */
  public enum ShowUnsent {
    /** When the command line brings PostgreSQL along and listens to this machine alone. */
    AUTO,
    ALWAYS,
    NEVER
  }

  /** Encrypting a connection that began in the clear. */
  public enum StartTls {
    REQUIRED,
    OPTIONAL,
    DISABLED
  }

  private static final String START_TLS = "starttls=";
  private static final int LEAST_KEY_CHARS = 20;

  public MailConfig {
    inRange("mail.retryMillis", retryMillis, 100, 3_600_000);
    if (!showKey.value().isEmpty()
        && !showKey.value().matches("[\\w-]{%d,200}".formatted(LEAST_KEY_CHARS))) {
      throw new ConfigException(
          "mail.showKey: want %d to 200 letters, digits, - or _, or nothing, have something else"
              .formatted(LEAST_KEY_CHARS));
    }
    if (!url.isEmpty()) {
      Rules.serverUrl("mail.url", url, "smtp", "smtps");
      startTls(url, false);
      if (from.indexOf('@') < 1 || from.chars().anyMatch(Character::isISOControl)) {
        throw new ConfigException(
            "mail.from: want an address such as Gumzo <gumzo@example.org>, have '%s'"
                .formatted(from));
      }
      if (showUnsent == ShowUnsent.ALWAYS) {
        throw new ConfigException("mail.showUnsent: want auto or never, for mail.url is given");
      }
    }
  }

  /** Whether there is a server to send by. */
  public boolean sends() {
    return !url.isEmpty();
  }

  /** Whether mails are shown instead. */
  public boolean shows() {
    return url.isEmpty() && showUnsent == ShowUnsent.ALWAYS;
  }

  /** False when mails can reach nobody. */
  boolean mayShow() {
    return showUnsent != ShowUnsent.NEVER;
  }

  public String host() {
    return Rules.host(url);
  }

  public int port() {
    return Rules.port(url, tls() ? 465 : 587);
  }

  /** Whether the connection is encrypted from its first byte. */
  public boolean tls() {
    return url.startsWith("smtps:");
  }

  /** As the URL says; else required where a password would travel. */
  public StartTls startTls() {
    return startTls(url, !effectiveUser().isEmpty());
  }

  /** The user of the URL, else {@link #user}; empty when nobody signs in. */
  public String effectiveUser() {
    var user = Rules.userInfo(url).user();
    return user.isEmpty() ? this.user : user;
  }

  /** The password of the URL, else {@link #password}. */
  public Secret effectivePassword() {
    var password = Rules.userInfo(url).password();
    return password.value().isEmpty() ? this.password : password;
  }

  /** Without secrets. */
  @Override
  public String toString() {
    return "MailConfig[%s]".formatted(sends() ? host() + ":" + port() : "none");
  }

  private static StartTls startTls(String url, boolean withPassword) {
    var query = Rules.query(url);
    if (query.isEmpty()) {
      return withPassword ? StartTls.REQUIRED : StartTls.OPTIONAL;
    }
    try {
      if (query.startsWith(START_TLS)) {
        return StartTls.valueOf(query.substring(START_TLS.length()).toUpperCase(Locale.ROOT));
      }
    } catch (IllegalArgumentException unknown) {
      // The same as another parameter.
    }
    throw new ConfigException(
        "mail.url: want ?starttls=required, optional or disabled, have something else");
  }
}
