package io.gumzo.details;

import io.gumzo.accounts.Me;
import io.gumzo.accounts.Names;
import io.gumzo.accounts.SignUp;
import io.gumzo.bus.Command;
import io.gumzo.sessions.ProveIdentity;

/**
 * Changes what an account was signed up with. Fails with {@code INVALID_REQUEST} and every broken
 * rule; as {@link ProveIdentity}; with {@code THROTTLED}.
 *
 * @param username null leaves it, as the names
 */
record UpdateMe(ProveIdentity proof, String username, String firstName, String lastName) {
  static final Command<UpdateMe, Me> COMMAND = new Command<>("update-me", UpdateMe.class, Me.class);

  UpdateMe normalised() {
    return new UpdateMe(proof, username, normalised(firstName), normalised(lastName));
  }

  /** As the rules of signing up read it; what is left as it is breaks none that is asked for. */
  SignUp asSignUp() {
    return new SignUp(text(firstName), text(lastName), "", text(username), "");
  }

  private static String normalised(String name) {
    return name == null ? null : Names.normalise(name);
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }

  @Override
  public String toString() {
    return "UpdateMe[" + proof.account() + "]";
  }
}
