package io.gumzo.sessions;

import io.gumzo.bus.Command;
import io.gumzo.tokens.Principal;

/** Ends a sign-in; that it has ended already is no failure. Its sockets are told and close. */
record SignOut(Principal principal) {
  public static final Command<SignOut, Void> COMMAND =
      new Command<>("sign-out", SignOut.class, Void.class);
}
