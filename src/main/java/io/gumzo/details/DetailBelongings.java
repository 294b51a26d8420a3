package io.gumzo.details;

import io.gumzo.accounts.AccountRows;
import io.gumzo.accounts.Belongings;
import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Changes of an email that wait or can be undone. */
public final class DetailBelongings implements Belongings {
  /**
   * @param state {@code waiting} for the email to be confirmed, or {@code former}: the reader of
   *     that email may take the account back until then
   */
  private record ExportedChange(String state, String email, Instant until) {}

  private static final String READ =
      """
      SELECT 'waiting' AS state, email, expires_at AS until FROM email_changes WHERE account_id = $1
      UNION ALL
      SELECT 'former', email, until FROM email_undos WHERE account_id = $1
       ORDER BY until
      """;

  private static final String FORGET =
      """
      WITH changes AS (DELETE FROM email_changes WHERE account_id = $1)
      DELETE FROM email_undos WHERE account_id = $1
      """;

  private final Database database;

  public DetailBelongings(Database database) {
    this.database = database;
  }

  @Override
  public Map<String, Pages> files() {
    return Map.of(
        "email-changes.json",
        Pages.one(
            account ->
                database
                    .query(READ, account)
                    .map(
                        rows ->
                            StreamSupport.stream(rows.spliterator(), false)
                                .map(
                                    row ->
                                        new ExportedChange(
                                            row.getString("state"),
                                            row.getString("email"),
                                            AccountRows.instant(row, "until")))
                                .toList())));
  }

  @Override
  public Future<Runnable> leave(SqlConnection transaction, UUID account, boolean messagesToo) {
    return Database.query(transaction, FORGET, account).map(forgotten -> () -> {});
  }
}
