package io.gumzo.joining;

import io.gumzo.bus.Bus;
import io.gumzo.bus.Command;
import io.gumzo.config.AccountsConfig;
import io.gumzo.config.AccountsConfig.SignUpMode;
import io.gumzo.problem.FieldError;
import io.vertx.core.Future;
import java.net.IDN;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Who may sign up; the contract's {@code SignUpPolicy}.
 *
 * @param domains of emails, in lower case and ASCII; for {@code DOMAINS}
 * @param changedAt null while the settings file's own hold
 */
public record SignUpPolicy(SignUpMode mode, List<String> domains, Instant changedAt) {
  private static final int MOST_DOMAINS = 100;

  public SignUpPolicy {
    domains = List.copyOf(domains);
  }

  /** Who may sign up, as the contract calls it; a second old at most. */
  public static Future<String> modeNow(Bus bus) {
    return bus.ask(Glance.COMMAND, new Glance())
        .map(policy -> policy.mode().name().toLowerCase(Locale.ROOT));
  }

  /** What held within the last second: however many ask, PostgreSQL is asked once a second. */
  record Glance() {
    static final Command<Glance, SignUpPolicy> COMMAND =
        new Command<>("glance-at-sign-up-policy", Glance.class, SignUpPolicy.class);
  }

  /** What holds now, on every node. */
  record Get() {
    static final Command<Get, SignUpPolicy> COMMAND =
        new Command<>("get-sign-up-policy", Get.class, SignUpPolicy.class);
  }

  /**
   * Holds for every sign-up that is not made yet when this is answered. Fails with {@code
   * INVALID_REQUEST} for domains that are none, and for {@code DOMAINS} without any or without
   * mail.
   *
   * @param by the administrator
   */
  record Change(UUID by, SignUpMode mode, List<String> domains) {
    static final Command<Change, SignUpPolicy> COMMAND =
        new Command<>("change-sign-up-policy", Change.class, SignUpPolicy.class);

    /** Domains as people write them: {@code @Example.org}. */
    Change normalised() {
      return new Change(by, mode, domains.stream().map(Change::normalised).distinct().toList());
    }

    private static String normalised(String domain) {
      String bare = domain.strip();
      bare = bare.startsWith("@") ? bare.substring(1) : bare;
      try {
        return IDN.toASCII(bare, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
      } catch (IllegalArgumentException none) {
        return bare;
      }
    }

    /**
     * @param mailed whether this server sends mails
     */
    List<FieldError> broken(boolean mailed) {
      List<FieldError> broken = new ArrayList<>();
      if (domains.size() > MOST_DOMAINS) {
        broken.add(new FieldError("domains", "maxItems", "must have at most 100 entries"));
      }
      if (!domains.stream().allMatch(AccountsConfig::isDomain)) {
        broken.add(new FieldError("domains", "domain", "must be domains such as example.org"));
      }
      if (mode == SignUpMode.DOMAINS && domains.isEmpty()) {
        broken.add(new FieldError("domains", "required", "must have one entry at least"));
      }
      if (mode == SignUpMode.DOMAINS && !mailed) {
        broken.add(
            new FieldError("mode", "noMail", "needs emails to be confirmed, and no mail is sent"));
      }
      return broken;
    }
  }
}
