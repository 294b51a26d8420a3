package io.gumzo.sessions;

import io.gumzo.accounts.Me;
import io.gumzo.bus.Command;
import java.util.UUID;

/**
 * Makes sure that it is really the person who asks, before something that cannot be undone. Fails
 * with {@code INVALID_REQUEST} for a wrong password; with {@code SECOND_FACTOR_NEEDED} or {@code
 * SECOND_FACTOR_FAILED} when the account has a second factor; with {@code THROTTLED}: failures
 * count as those of signing in.
 *
 * @param code null when there is none
 * @param address from where
 */
public record ProveIdentity(UUID account, String password, String code, String address) {
  public static final Command<ProveIdentity, Me> COMMAND =
      new Command<>("prove-identity", ProveIdentity.class, Me.class);

  @Override
  public String toString() {
    return "ProveIdentity[" + account + "]";
  }
}
