package io.gumzo.activity;

import java.util.Locale;

/** What is written down. A new one belongs into the contract's {@code listActivity} too. */
public enum ActivityType {
  SIGNED_UP,
  SIGNED_IN,
  SIGN_IN_FAILED,
  SIGNED_OUT,
  SESSION_REVOKED,
  OTHER_SESSIONS_REVOKED,
  REFRESH_TOKEN_REUSED,
  EMAIL_VERIFIED,
  PASSWORD_CHANGED,
  PASSWORD_RESET,
  TWO_FACTOR_ENABLED,
  TWO_FACTOR_DISABLED,
  RECOVERY_CODES_REPLACED,
  DATA_EXPORTED,
  ACCOUNT_DELETED,
  CONTACT_REQUESTED,
  CONTACT_REQUEST_ACCEPTED,
  CONTACT_REQUEST_DECLINED,
  CONTACT_REQUEST_CANCELLED,
  CONTACT_REMOVED,
  ACCOUNT_BLOCKED,
  ACCOUNT_UNBLOCKED,
  CONVERSATION_CREATED,
  MESSAGE_POSTED,
  ADMIN_CREATED,
  ADMIN_PROMOTED,
  ACCOUNT_SUSPENDED,
  ACCOUNT_RESTORED;

  /** As it is stored and told: {@code signed-in}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
