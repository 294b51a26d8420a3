package io.gumzo.tokens;

import io.gumzo.bus.Command;
import java.time.Instant;

/**
 * Tells all nodes that a token was verified. Fails with {@code UNAVAILABLE} when Redis does not
 * take it; the token is then verified again where it comes.
 *
 * @param name of the token, see {@link Vouchers}
 */
record VouchForToken(String name, Instant until) {
  static final Command<VouchForToken, Void> COMMAND =
      new Command<>("vouch-for-token", VouchForToken.class, Void.class);
}
