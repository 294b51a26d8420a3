package io.gumzo.throttle;

import io.gumzo.config.ThrottleConfig;
import io.gumzo.config.ThrottleConfig.Rate;
import java.util.Locale;
import java.util.function.Function;

/** Every limit, one line for each; the rates are settings. */
public enum Limit {
  SEND_MESSAGE(ThrottleConfig::sendMessage),
  SIGN_UP(ThrottleConfig::signUp),
  CHECK_SIGN_UP(ThrottleConfig::checkSignUp),
  SEARCH_PEOPLE(ThrottleConfig::searchPeople),
  SEND_MAIL(ThrottleConfig::sendMail),
  MAIL_TO(ThrottleConfig::mailTo),
  USE_LINK(ThrottleConfig::useLink),
  CREATE_CONVERSATION(ThrottleConfig::createConversation),
  REQUEST_CONTACT(ThrottleConfig::requestContact),
  CHANGE_BLOCKS(ThrottleConfig::changeBlocks),
  CHANGE_PROFILE(ThrottleConfig::changeProfile),
  CHANGE_USERNAME(ThrottleConfig::changeUsername),
  MANAGE_JOINING(ThrottleConfig::manageJoining),
  CHANGE_SETTINGS(ThrottleConfig::changeSettings),
  CONFIRM_TWO_FACTOR(ThrottleConfig::confirmTwoFactor),
  REPORT(ThrottleConfig::report),
  EXPORT(ThrottleConfig::export),
  SET_PICTURE(ThrottleConfig::setPicture);

  private final Function<ThrottleConfig, Rate> rate;

  Limit(Function<ThrottleConfig, Rate> rate) {
    this.rate = rate;
  }

  Rate rate(ThrottleConfig config) {
    return rate.apply(config);
  }

  /** As in keys and metrics: {@code send-message}. */
  String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
