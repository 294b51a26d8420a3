package io.gumzo.accounts;

/**
 * An account to be made.
 *
 * @param person as judged and normalised
 * @param holding the email, or fail; otherwise it is only said to be theirs while somebody else
 *     holds it
 * @param verified somebody vouches for the email
 * @param mustVerify no signing in before the email is confirmed
 * @param temporary the password is an administrator's
 */
record NewAccount(
    SignUp person,
    String passwordHash,
    String role,
    boolean holding,
    boolean verified,
    boolean mustVerify,
    boolean temporary) {

  static NewAccount of(SignUp person, String passwordHash, String role, boolean holding) {
    return new NewAccount(person, passwordHash, role, holding, role.equals("admin"), false, false);
  }

  NewAccount on(Admission.Terms terms) {
    return new NewAccount(
        person,
        passwordHash,
        role,
        holding || terms.emailProven(),
        verified || terms.emailProven(),
        terms.mustVerify(),
        temporary);
  }

  @Override
  public String toString() {
    return "NewAccount[" + person.username() + "]";
  }
}
