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
  PASSWORD_CHANGED(Duration.ofDays(3)),
  /** Is this new email yours? With {@code username} and {@code link}. */
  CHANGE_EMAIL(Duration.ofDays(1)),
  /** Somebody, perhaps you, wants to use your email. With {@code username} and {@code link}. */
  EMAIL_IN_USE(Duration.ofDays(1)),
  /** Your account has another email now. With {@code username} and {@code link}. */
  EMAIL_CHANGED(Duration.ofDays(6)),
  /** You are invited. With {@code username}, who invites, and {@code link}. */
  INVITATION(Duration.ofDays(3)),
  /** An administrator made an account for you. With {@code username} and {@code link}. */
  ACCOUNT_MADE(Duration.ofDays(3));

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
