package io.gumzo.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a connection to PostgreSQL is encrypted, as PostgreSQL's own clients define it. */
public enum SslMode {
  DISABLE,
  /** Encrypted only where the server demands it. */
  ALLOW,
  /** Encrypted where the server can. */
  PREFER,
  /** Encrypted; whoever answers is believed. */
  REQUIRE,
  /** Encrypted, and the certificate is signed by a known authority. */
  VERIFY_CA,
  /** The same, and the certificate names the host. */
  VERIFY_FULL;

  /** As connection strings spell it: {@code verify-full}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the server's certificate is checked. */
  public boolean verifies() {
    return this == VERIFY_CA || this == VERIFY_FULL;
  }

  static Optional<SslMode> of(String text) {
    return Arrays.stream(values()).filter(mode -> mode.text().equals(text)).findFirst();
  }
}
