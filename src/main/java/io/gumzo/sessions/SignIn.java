package io.gumzo.sessions;

import io.gumzo.bus.Command;

/**
 * Signs a device in. Fails with {@code SIGN_IN_FAILED}, the same and after the same time whether
 * the account exists or not; with {@code SECOND_FACTOR_NEEDED} or {@code SECOND_FACTOR_FAILED} when
 * only that is missing; with {@code THROTTLED} and the wait after earlier failures, or when too
 * many passwords wait to be checked.
 *
 * @param login username or email, in any case
 * @param code of the second factor; null when there is none
 * @param address from where, for the back-off and for the list of devices
 * @param userAgent for the list of devices; null when there is none
 */
record SignIn(String login, String password, String code, String address, String userAgent) {
  public static final Command<SignIn, Session> COMMAND =
      new Command<>("sign-in", SignIn.class, Session.class);

  @Override
  public String toString() {
    return "SignIn[…]";
  }
}
