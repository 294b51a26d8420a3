package io.gumzo.activity;

import static io.gumzo.activity.ActivityRepository.column;

import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Writes the table {@code errors}. */
final class ErrorRepository {
  private static final String ADD =
      """
      WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock($1))
      INSERT INTO errors AS e (fingerprint, position, level, logger, message, exception, place,
                               times, first_at, last_at, request_id)
      SELECT a.fingerprint, nextval('errors_position'), a.level, a.logger, a.message, a.exception,
             a.place, a.times, a.first_at, a.last_at, a.request_id
        FROM turn, unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                          $8::bigint[], $9::timestamptz[], $10::timestamptz[], $11::text[])
             AS a (fingerprint, level, logger, message, exception, place, times, first_at, last_at,
                   request_id)
      ON CONFLICT (fingerprint) DO UPDATE
         SET position = EXCLUDED.position, place = EXCLUDED.place, times = e.times + EXCLUDED.times,
             first_at = least(e.first_at, EXCLUDED.first_at),
             last_at = greatest(e.last_at, EXCLUDED.last_at),
             request_id = coalesce(EXCLUDED.request_id, e.request_id)
      """;

  private final Database database;

  ErrorRepository(Database database) {
    this.database = database;
  }

  /**
   * @param counts no two with one fingerprint
   */
  Future<Void> add(List<ErrorCount> counts) {
    return database
        .query(
            ADD,
            ActivityRepository.TURN,
            column(counts, ErrorCount::fingerprint, String[]::new),
            column(counts, ErrorCount::level, String[]::new),
            column(counts, ErrorCount::logger, String[]::new),
            column(counts, ErrorCount::message, String[]::new),
            column(counts, ErrorCount::exception, String[]::new),
            column(counts, ErrorCount::place, String[]::new),
            column(counts, ErrorCount::times, Long[]::new),
            column(counts, each -> each.firstAt().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new),
            column(counts, each -> each.lastAt().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new),
            column(counts, ErrorCount::requestId, String[]::new))
        .mapEmpty();
  }
}
