package io.gumzo.tokens;

import io.gumzo.bus.Command;

/**
 * Whether a node has verified this token. Fails with {@code UNAVAILABLE} when Redis does not
 * answer.
 *
 * @param name of the token, see {@link Vouchers}
 */
record RecallToken(String name) {
  static final Command<RecallToken, Boolean> COMMAND =
      new Command<>("recall-token", RecallToken.class, Boolean.class);
}
