package io.gumzo.accounts;

import io.gumzo.bus.Command;
import io.gumzo.mail.Language;
import java.util.UUID;

/**
 * Sends the link that verifies the account's email once more; nothing when it is verified. Fails
 * with {@code THROTTLED} when that email was sent many.
 */
record RequestVerification(UUID account, Language language) {
  public static final Command<RequestVerification, Void> COMMAND =
      new Command<>("request-verification", RequestVerification.class, Void.class);
}
