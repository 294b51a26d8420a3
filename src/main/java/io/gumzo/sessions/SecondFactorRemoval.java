package io.gumzo.sessions;

import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** Takes a second factor away that somebody else turned on. */
public final class SecondFactorRemoval {
  private static final String REMOVE =
      """
      DELETE FROM two_factor WHERE account_id = $1 AND coalesce(enabled_at, 'infinity') >= $2
      """;

  private SecondFactorRemoval() {}

  /** One that was turned on, or begun, at that time or later. */
  public static Future<Void> ofLater(SqlConnection transaction, UUID account, Instant since) {
    return Database.query(transaction, REMOVE, account, since.atOffset(ZoneOffset.UTC)).mapEmpty();
  }
}
