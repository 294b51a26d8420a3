package io.gumzo.accounts;

import io.gumzo.bus.Command;
import io.gumzo.mail.Language;

/**
 * Makes an account. Fails with {@code INVALID_REQUEST} and every broken rule, also {@code taken};
 * or with {@code THROTTLED} when too many passwords wait to be hashed. Where emails must be
 * verified it does not fail because the email is taken, but is {@code THROTTLED} when that was sent
 * many. Fails with {@code SIGN_UP_CLOSED}, {@code INVITATION_NEEDED}, {@code LINK_NOT_VALID} or
 * {@code LINK_DAMAGED} as {@link Admission} has it.
 *
 * @param language of the mail that asks whether the email is right
 * @param invitation what follows {@code #/join/} in the link of one; null without any
 * @param displayName null for first and last name
 */
public record SignUp(
    String firstName,
    String lastName,
    String email,
    String username,
    String password,
    Language language,
    String invitation,
    String displayName) {
  public static final Command<SignUp, Me> COMMAND =
      new Command<>("sign-up", SignUp.class, Me.class);

  /** By somebody whose language is not known. */
  public SignUp(String firstName, String lastName, String email, String username, String password) {
    this(firstName, lastName, email, username, password, Language.EN, null, null);
  }

  /** In the form in which it is judged and stored. */
  SignUp normalised() {
    return new SignUp(
        Names.normalise(firstName),
        Names.normalise(lastName),
        Email.normalise(email),
        username,
        Names.compose(password),
        language,
        invitation,
        displayName == null ? null : Names.normalise(displayName));
  }

  /** The display name at sign-up: the chosen one, else first and last name. */
  String shownName() {
    return displayName == null ? Names.whole(firstName, lastName) : displayName;
  }

  @Override
  public String toString() {
    return "SignUp[" + username + "]";
  }
}
