package io.gumzo.sessions;

import io.gumzo.bus.Command;
import java.util.UUID;

/**
 * Makes a secret for an authenticator app; nothing changes until {@link ConfirmTwoFactor}. Fails as
 * {@link ProveIdentity}; with {@code SECOND_FACTOR_ON} when it is on already; with {@code
 * EMAIL_NOT_VERIFIED} where mails are sent and the account's email is not confirmed.
 */
record BeginTwoFactor(UUID account, String password, String address) {
  static final Command<BeginTwoFactor, Begun> COMMAND =
      new Command<>("begin-two-factor", BeginTwoFactor.class, Begun.class);

  /**
   * The contract's {@code TwoFactorBegun}.
   *
   * @param secret in base32
   */
  record Begun(String secret, String uri, QrCode qr) {
    @Override
    public String toString() {
      return "Begun[…]";
    }
  }

  @Override
  public String toString() {
    return "BeginTwoFactor[" + account + "]";
  }
}
