package io.gumzo.accounts;

import io.gumzo.persistence.Database;
import io.gumzo.problem.FieldError;

/** What to make of a username or an email that belongs to somebody else. */
public final class Taken {
  private static final String USERNAME_INDEX = "accounts_username";
  private static final String EMAIL_INDEX = "accounts_email";

  private Taken() {}

  /** A name that its owner gave up lately. */
  static final class ReservedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReservedException() {
      super("reserved", null, false, false);
    }
  }

  static boolean is(Throwable failure) {
    return isUsername(failure) || isEmail(failure);
  }

  /** True when a statement failed because somebody has the username, or had it lately. */
  public static boolean isUsername(Throwable failure) {
    return Database.isUniqueViolation(failure, USERNAME_INDEX)
        || failure instanceof ReservedException;
  }

  /** True when a statement failed because somebody holds the email. */
  public static boolean isEmail(Throwable failure) {
    return Database.isUniqueViolation(failure, EMAIL_INDEX);
  }

  public static FieldError error(String field) {
    return new FieldError(field, "taken", "belongs to an account already");
  }
}
