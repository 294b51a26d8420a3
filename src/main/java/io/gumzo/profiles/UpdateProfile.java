package io.gumzo.profiles;

import io.gumzo.accounts.Me;
import io.gumzo.bus.Command;
import java.util.UUID;

/**
 * Changes what a person shows. Fails with {@code INVALID_REQUEST} and every broken rule, or with
 * {@code THROTTLED}.
 *
 * @param displayName 1–50 characters; null leaves it
 * @param about 0–500 characters, which may have lines; null leaves it
 */
record UpdateProfile(UUID account, String displayName, String about) {
  static final Command<UpdateProfile, Me> COMMAND =
      new Command<>("update-profile", UpdateProfile.class, Me.class);

  @Override
  public String toString() {
    return "UpdateProfile[" + account + "]";
  }
}
