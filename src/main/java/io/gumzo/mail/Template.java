package io.gumzo.mail;

import java.time.Duration;
import java.util.Locale;

/** Every mail that there is; each has a text and a page for each language in {@code mail/}. */
public enum Template {
  /** Is this email yours? With {@code username} and {@code link}. */
  VERIFY_EMAIL(Duration.ofDays(3)),
  /** Somebody, perhaps you, signed up with your email. With {@code username} and {@code link}. */
  ALREADY_HERE(Duration.ofDays(3)),
  /** Somebody, hopefully you, forgot the password. With {@code username} and {@code link}. */
  RESET_PASSWORD(Duration.ofHours(3)),
  /** Your password was changed. With {@code username} and {@code link}. */
  PASSWORD_CHANGED(Duration.ofDays(3));

  private final Duration useful;

  Template(Duration useful) {
    this.useful = useful;
  }

  /** After this it is not worth being sent any more. */
  public Duration useful() {
    return useful;
  }

  /** As in the names of its files: {@code verify-email}. */
  String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
