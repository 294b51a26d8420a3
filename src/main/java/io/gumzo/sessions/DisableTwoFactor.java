package io.gumzo.sessions;

import io.gumzo.bus.Command;

/** Turns the second factor off; that it is off already is no failure. */
record DisableTwoFactor(ProveIdentity proof) {
  static final Command<DisableTwoFactor, Void> COMMAND =
      new Command<>("disable-two-factor", DisableTwoFactor.class, Void.class);
}
