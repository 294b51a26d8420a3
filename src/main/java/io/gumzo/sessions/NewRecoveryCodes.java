package io.gumzo.sessions;

import io.gumzo.bus.Command;

/** Replaces the recovery codes. Fails with {@code NOT_FOUND} while the second factor is off. */
record NewRecoveryCodes(ProveIdentity proof) {
  static final Command<NewRecoveryCodes, RecoveryCodes> COMMAND =
      new Command<>("new-recovery-codes", NewRecoveryCodes.class, RecoveryCodes.class);
}
