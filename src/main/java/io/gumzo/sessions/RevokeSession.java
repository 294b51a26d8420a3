package io.gumzo.sessions;

import io.gumzo.bus.Command;
import java.util.UUID;

/**
 * Signs another device of the account out: no node takes its tokens any more, and its sockets
 * close. Fails with {@code NOT_FOUND} when the account has no such device signed in.
 */
record RevokeSession(UUID account, UUID signIn) {
  static final Command<RevokeSession, Void> COMMAND =
      new Command<>("revoke-session", RevokeSession.class, Void.class);
}
