package io.gumzo.accounts;

import io.gumzo.bus.Command;
import java.util.UUID;

/**
 * Whether the code is one of the account's second factor, which is used up then. Succeeds when the
 * account has none; fails with {@code SECOND_FACTOR_NEEDED} or {@code SECOND_FACTOR_FAILED}. Served
 * by the sessions.
 *
 * @param code null when there is none
 */
public record CheckSecondFactor(UUID account, String code) {
  public static final Command<CheckSecondFactor, Void> COMMAND =
      new Command<>("check-second-factor", CheckSecondFactor.class, Void.class);

  @Override
  public String toString() {
    return "CheckSecondFactor[" + account + "]";
  }
}
