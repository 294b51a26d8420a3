package io.gumzo.sessions;

import io.gumzo.bus.Command;
import io.gumzo.tokens.Principal;

/** Signs every device of the account out but the one that asks. */
record RevokeOtherSessions(Principal principal) {
  static final Command<RevokeOtherSessions, Void> COMMAND =
      new Command<>("revoke-other-sessions", RevokeOtherSessions.class, Void.class);
}
