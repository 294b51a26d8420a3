package io.gumzo.accounts;

import io.gumzo.bus.Command;
import io.gumzo.problem.FieldError;
import java.util.List;
import java.util.UUID;

/**
 * Makes accounts for people, all of them or, where one row breaks a rule, none. Fails with {@code
 * UNAVAILABLE} where that takes too long.
 *
 * @param by the administrator; null on the command line
 * @param people without passwords
 * @param password how they come to theirs
 * @param dryRun only tells what is broken
 */
public record MakeAccounts(UUID by, List<SignUp> people, FirstPassword password, boolean dryRun) {
  public static final Command<MakeAccounts, Made> COMMAND =
      new Command<>("make-accounts", MakeAccounts.class, Made.class);

  /** Maximum number of rows with a temporary password: each costs one password hash. */
  public static final int MOST_TEMPORARY = 100;

  /** Maximum number of rows. */
  public static final int MOST = 500;

  /** How people come to their password. */
  public enum FirstPassword {
    /** They choose it by a link that is mailed to them. */
    MAILED,
    /** A random one is answered, once, and is to be replaced by their own. */
    TEMPORARY
  }

  public MakeAccounts {
    people = List.copyOf(people);
  }

  /** One row for each person, in their order. */
  public record Made(List<Row> rows) {
    /** True when nothing was made. */
    public boolean isBroken() {
      return rows.stream().anyMatch(row -> !row.broken().isEmpty());
    }
  }

  /**
   * @param me null when nothing was made
   * @param temporaryPassword null when there is none
   * @param broken rules of this row
   */
  public record Row(Me me, String temporaryPassword, List<FieldError> broken) {
    @Override
    public String toString() {
      return "Row[…]";
    }
  }

  @Override
  public String toString() {
    return "MakeAccounts[" + people.size() + "]";
  }
}
