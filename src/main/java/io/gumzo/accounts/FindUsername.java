package io.gumzo.accounts;

import io.gumzo.bus.Command;

/** The profile of whoever has the username, in any case. Fails with {@code NOT_FOUND}. */
record FindUsername(String username) {
  public static final Command<FindUsername, Profile> COMMAND =
      new Command<>("find-username", FindUsername.class, Profile.class);
}
