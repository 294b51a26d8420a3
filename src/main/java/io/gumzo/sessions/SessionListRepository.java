package io.gumzo.sessions;

import io.gumzo.accounts.AccountRows;
import io.gumzo.persistence.Database;
import io.gumzo.tokens.Principal;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Reads {@code sign_ins} as people see them, and as the checking of tokens needs them. */
final class SessionListRepository {
  private static final String LIST =
      """
      SELECT id, user_agent, address, created_at, last_used_at FROM sign_ins
       WHERE account_id = $1 AND revoked_at IS NULL AND expires_at > clock_timestamp()
       ORDER BY last_used_at DESC, id
       LIMIT $2
      """;

  private static final String ENDED =
      """
      SELECT id FROM sign_ins
       WHERE revoked_at > clock_timestamp() - make_interval(secs => $1)
      """;

  private final Database database;

  SessionListRepository(Database database) {
    this.database = database;
  }

  Database database() {
    return database;
  }

  Future<List<SessionSummary>> list(Principal who) {
    return database
        .query(LIST, who.account(), (long) SessionService.MOST)
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> summary(row, who.signIn()))
                    .toList());
  }

  /** Those that were signed out in so many last seconds. */
  Future<List<UUID>> endedWithin(long seconds) {
    return database
        .query(ENDED, (double) seconds)
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> row.getUUID("id"))
                    .toList());
  }

  private static SessionSummary summary(Row row, UUID current) {
    String userAgent = row.getString("user_agent");
    return new SessionSummary(
        row.getUUID("id"),
        UserAgents.client(userAgent),
        UserAgents.system(userAgent),
        userAgent,
        row.getString("address"),
        AccountRows.instant(row, "created_at"),
        AccountRows.instant(row, "last_used_at"),
        row.getUUID("id").equals(current));
  }
}
