package io.gumzo.accounts;

import io.gumzo.bus.Command;

/**
 * Whose login and password these are. Fails with {@code SIGN_IN_FAILED}, the same and after the
 * same time whether the account exists or not; with {@code THROTTLED} when too many passwords wait
 * to be checked.
 *
 * @param login username or email, in any case; where emails must be verified, only one that is
 */
public record CheckCredentials(String login, String password) {
  public static final Command<CheckCredentials, Me> COMMAND =
      new Command<>("check-credentials", CheckCredentials.class, Me.class);

  /**
   * A login as typed, in the form in which accounts have it: of an email the domain in ASCII. To be
   * called before anything is counted, so that no spelling has failures of its own.
   */
  public static String normalised(String login) {
    return Email.normalise(login);
  }

  @Override
  public String toString() {
    return "CheckCredentials[…]";
  }
}
