package io.gumzo.sessions;

import io.gumzo.bus.Command;
import io.gumzo.tokens.Principal;
import java.util.List;

/** The signed-in devices of the account that asks, the one used last first; at most 100. */
record ListSessions(Principal principal) {
  static final Command<ListSessions, Found> COMMAND =
      new Command<>("list-sessions", ListSessions.class, Found.class);

  record Found(List<SessionSummary> items) {}
}
