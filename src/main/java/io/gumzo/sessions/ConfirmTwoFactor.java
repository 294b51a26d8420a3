package io.gumzo.sessions;

import io.gumzo.bus.Command;
import java.util.UUID;

/**
 * Turns the second factor on with a first code of the app. Fails with {@code SECOND_FACTOR_FAILED};
 * with {@code SECOND_FACTOR_ON} when it is on already; with {@code EMAIL_NOT_VERIFIED} as {@link
 * BeginTwoFactor}; with {@code THROTTLED} after many tries.
 */
record ConfirmTwoFactor(UUID account, String code) {
  static final Command<ConfirmTwoFactor, RecoveryCodes> COMMAND =
      new Command<>("confirm-two-factor", ConfirmTwoFactor.class, RecoveryCodes.class);

  @Override
  public String toString() {
    return "ConfirmTwoFactor[" + account + "]";
  }
}
