package io.gumzo.cli;

import io.gumzo.config.GumzoConfig;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/** The key to the page with the mails that are shown instead of sent. */
final class MailKey {
  private static final int BYTES = 24;

  private MailKey() {}

  /** Gives all nodes of this start one key, unless the settings hold one. */
  static void add(GumzoConfig config, Map<String, String> options) {
    if (config.mail().shows() && config.mail().showKey().value().isEmpty()) {
      var random = new byte[BYTES];
      new SecureRandom().nextBytes(random);
      options.put("mail.showKey", Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }
  }
}
