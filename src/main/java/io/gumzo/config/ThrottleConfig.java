package io.gumzo.config;

import static io.gumzo.config.Rules.inRange;

/** One component for each limit. */
public record ThrottleConfig(
    Rate sendMessage,
    Rate signUp,
    Rate checkSignUp,
    Rate searchPeople,
    Rate sendMail,
    Rate mailTo,
    Rate useLink,
    Rate createConversation,
    Rate requestContact,
    Rate changeBlocks,
    Rate changeProfile,
    Rate changeUsername,
    Rate manageJoining,
    Rate changeSettings,
    Rate confirmTwoFactor,
    Rate report,
    Rate export,
    Rate setPicture,
    BackOff signInAccount,
    BackOff signInAddress) {

  /** One event per {@code everyMillis} sustained, {@code burst} at once. */
  public record Rate(int everyMillis, int burst) {
    private void check(String key) {
      inRange(key + ".everyMillis", everyMillis, 1, 86_400_000);
      inRange(key + ".burst", burst, 1, 100_000);
    }
  }

  /**
   * After {@code freeFailures} each failure doubles the wait, from {@code baseMillis} up to {@code
   * maxMillis}.
   */
  public record BackOff(int freeFailures, int baseMillis, int maxMillis) {
    private void check(String key) {
      inRange(key + ".freeFailures", freeFailures, 0, 10_000);
      inRange(key + ".baseMillis", baseMillis, 1, 3_600_000);
      inRange(key + ".maxMillis", maxMillis, 1, 86_400_000);
      if (maxMillis < baseMillis) {
        throw new ConfigException(
            "%s.maxMillis: want at least %s.baseMillis (%d), have %d"
                .formatted(key, key, baseMillis, maxMillis));
      }
    }
  }

  public ThrottleConfig {
    sendMessage.check("throttle.sendMessage");
    signUp.check("throttle.signUp");
    checkSignUp.check("throttle.checkSignUp");
    searchPeople.check("throttle.searchPeople");
    sendMail.check("throttle.sendMail");
    mailTo.check("throttle.mailTo");
    useLink.check("throttle.useLink");
    createConversation.check("throttle.createConversation");
    requestContact.check("throttle.requestContact");
    changeBlocks.check("throttle.changeBlocks");
    changeProfile.check("throttle.changeProfile");
    changeUsername.check("throttle.changeUsername");
    manageJoining.check("throttle.manageJoining");
    changeSettings.check("throttle.changeSettings");
    confirmTwoFactor.check("throttle.confirmTwoFactor");
    report.check("throttle.report");
    export.check("throttle.export");
    setPicture.check("throttle.setPicture");
    signInAccount.check("throttle.signInAccount");
    signInAddress.check("throttle.signInAddress");
  }
}
