package io.gumzo.throttle;

import io.gumzo.bus.Command;
import java.util.UUID;

/**
 * The account is used from that address: strangers' failures there do not lock it out. Fails with
 * {@code UNAVAILABLE} when Redis does not take it.
 */
public record RememberAddress(UUID account, String address) {
  public static final Command<RememberAddress, Void> COMMAND =
      new Command<>("remember-address", RememberAddress.class, Void.class);
}
