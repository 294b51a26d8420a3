package io.gumzo.activity;

import io.gumzo.json.Json;
import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Writes the table {@code activity}. */
final class ActivityRepository {
  /** Held from before a position is given until it can be seen, on all nodes. */
  static final long TURN = 0x67756d7a6f_0001L;

  private static final String INSERT =
      """
      WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock($1))
      INSERT INTO activity (at, type, account_id, address, detail)
      SELECT a.at, a.type,
             coalesce(a.account,
                      (SELECT id FROM accounts WHERE lower(username) = a.login),
                      (SELECT id FROM accounts WHERE lower(email) = a.login AND holds_email)),
             a.address, a.detail
        FROM turn, unnest($2::timestamptz[], $3::text[], $4::uuid[], $5::text[], $6::text[],
                          $7::text[]) AS a (at, type, account, login, address, detail)
      """;

  private final Database database;

  ActivityRepository(Database database) {
    this.database = database;
  }

  Future<Void> insert(List<Activity> batch) {
    return database
        .query(
            INSERT,
            TURN,
            column(batch, entry -> entry.at().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new),
            column(batch, entry -> entry.type().slug(), String[]::new),
            column(batch, Activity::account, UUID[]::new),
            column(batch, Activity::login, String[]::new),
            column(batch, Activity::address, String[]::new),
            column(batch, entry -> Json.encode(entry.detail()).toString(), String[]::new))
        .mapEmpty();
  }

  static <E, T> T[] column(
      List<E> batch, Function<E, T> value, java.util.function.IntFunction<T[]> array) {
    return StreamSupport.stream(batch.spliterator(), false).map(value).toArray(array);
  }
}
