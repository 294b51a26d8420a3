package io.gumzo.accounts;

import io.gumzo.bus.Command;

/**
 * Makes an account. Fails with {@code INVALID_REQUEST} and every broken rule, also {@code taken};
 * or with {@code THROTTLED} when too many passwords wait to be hashed.
 */
public record SignUp(
    String firstName, String lastName, String email, String username, String password) {
  public static final Command<SignUp, Me> COMMAND =
      new Command<>("sign-up", SignUp.class, Me.class);

  /** In the form in which it is judged and stored. */
  SignUp normalised() {
    return new SignUp(
        Names.normalise(firstName),
        Names.normalise(lastName),
        Email.normalise(email),
        username,
        Names.compose(password));
  }

  @Override
  public String toString() {
    return "SignUp[" + username + "]";
  }
}
