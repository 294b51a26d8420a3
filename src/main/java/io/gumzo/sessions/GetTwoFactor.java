package io.gumzo.sessions;

import io.gumzo.bus.Command;
import java.time.Instant;
import java.util.UUID;

/** Whether signing in to the account needs a code as well. */
record GetTwoFactor(UUID account) {
  static final Command<GetTwoFactor, State> COMMAND =
      new Command<>("get-two-factor", GetTwoFactor.class, State.class);

  /**
   * The contract's {@code TwoFactor}.
   *
   * @param enabledAt null while it is off
   */
  record State(boolean enabled, Instant enabledAt, int recoveryCodesLeft) {}
}
