package io.gumzo.accounts;

import io.gumzo.bus.Command;
import io.gumzo.mail.Language;

/**
 * Makes an account. Fails with {@code INVALID_REQUEST} and every broken rule, also {@code taken};
 * or with {@code THROTTLED} when too many passwords wait to be hashed. Where emails must be
 * verified it does not fail because the email is taken, but is {@code THROTTLED} when that was sent
 * many.
 *
 * @param language of the mail that asks whether the email is right
 */
public record SignUp(
    String firstName,
    String lastName,
    String email,
    String username,
    String password,
    Language language) {
  public static final Command<SignUp, Me> COMMAND =
      new Command<>("sign-up", SignUp.class, Me.class);

  /** By somebody whose language is not known. */
  public SignUp(String firstName, String lastName, String email, String username, String password) {
    this(firstName, lastName, email, username, password, Language.EN);
  }

  /** In the form in which it is judged and stored. */
  SignUp normalised() {
    return new SignUp(
        Names.normalise(firstName),
        Names.normalise(lastName),
        Email.normalise(email),
        username,
        Names.compose(password),
        language);
  }

  @Override
  public String toString() {
    return "SignUp[" + username + "]";
  }
}
