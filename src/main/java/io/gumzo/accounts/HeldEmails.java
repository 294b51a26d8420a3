package io.gumzo.accounts;

import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.UUID;

/** Which of the accounts with an email is found by it (ADR 13). */
public final class HeldEmails {
  /** An account that never confirmed an email loses it to the account that does. */
  private static final String LET_GO =
      """
      UPDATE accounts SET holds_email = false
       WHERE lower(email) = $1 AND holds_email AND email_verified_at IS NULL AND id <> $2
      """;

  private HeldEmails() {}

  /**
   * For an account whose owner has shown that the email is theirs. Who has shown that as well keeps
   * it: to hold the email then fails so that {@link Taken#isEmail} is true.
   */
  public static Future<Void> letGo(SqlConnection transaction, String email, UUID account) {
    return Database.query(transaction, LET_GO, AccountRepository.lower(email), account).mapEmpty();
  }
}
