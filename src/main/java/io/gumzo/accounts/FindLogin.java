package io.gumzo.accounts;

import io.gumzo.bus.Command;
import java.util.UUID;

/**
 * Which account a login signs in to; what is done for it must be done whether there is one or not.
 *
 * @param login as for {@link CheckCredentials}
 */
public record FindLogin(String login) {
  public static final Command<FindLogin, Found> COMMAND =
      new Command<>("find-login", FindLogin.class, Found.class);

  /**
   * @param account null when no account has it
   */
  public record Found(UUID account) {}

  @Override
  public String toString() {
    return "FindLogin[…]";
  }
}
