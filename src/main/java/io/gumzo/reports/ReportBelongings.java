package io.gumzo.reports;

import io.gumzo.accounts.Belongings;
import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What somebody reported. What others reported of them stays, about an account without a name. */
public final class ReportBelongings implements Belongings {
  private static final String MINE =
      """
      SELECT account_id, reported_at, reason, comment FROM reports
       WHERE reporter_id = $1 ORDER BY id
      """;

  private static final String FORGET = "DELETE FROM reports WHERE reporter_id = $1";

  private record Mine(UUID accountId, Instant at, String reason, String comment) {}

  private final Database database;

  public ReportBelongings(Database database) {
    this.database = database;
  }

  @Override
  public Map<String, Pages> files() {
    return Map.of("reports.json", Pages.one(this::mine));
  }

  @Override
  public Future<Runnable> leave(SqlConnection transaction, UUID account, boolean messagesToo) {
    return Database.query(transaction, FORGET, account).map(forgotten -> () -> {});
  }

  private Future<List<?>> mine(UUID account) {
    return database
        .query(MINE, account)
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(
                        row ->
                            new Mine(
                                row.getUUID("account_id"),
                                row.get(OffsetDateTime.class, "reported_at").toInstant(),
                                row.getString("reason"),
                                row.getString("comment")))
                    .toList());
  }
}
