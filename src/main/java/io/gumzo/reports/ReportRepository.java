package io.gumzo.reports;

import io.gumzo.accounts.Account;
import io.gumzo.json.Opaque;
import io.gumzo.messages.Message;
import io.gumzo.persistence.Database;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.reports.Reports.Add;
import io.gumzo.reports.Reports.Added;
import io.gumzo.reports.Reports.Reason;
import io.gumzo.reports.Reports.Report;
import io.gumzo.streams.Withheld;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The table {@code reports}. */
final class ReportRepository {
  private static final int MESSAGES = 10;

  private static final String ADD =
      """
      INSERT INTO reports (id, reporter_id, account_id, conversation_id, position, reason, comment)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      RETURNING reported_at
      """;

  private static final String HEAD =
      """
      SELECT coalesce(CASE WHEN r.withheld THEN (
               SELECT x.after_position FROM silences x
                WHERE x.conversation_id = r.conversation_id AND x.account_id = r.account_id
                  AND x.up_to IS NULL) END, s.head) AS head
        FROM members r JOIN streams s ON s.id = r.conversation_id
       WHERE r.conversation_id = $1 AND r.account_id = $2 AND NOT r.hidden
      """;

  /** With the last messages of the reported one that the reporter saw; a row for each. */
  private static final String LATEST =
      """
      SELECT p.id AS report_id, p.reported_at, p.reporter_id, p.account_id,
             p.conversation_id AS reported_in, p.reason, p.comment, m.*
        FROM (SELECT * FROM reports WHERE $1::uuid IS NULL OR id < $1
               ORDER BY id DESC LIMIT $2) p
        LEFT JOIN LATERAL (
          SELECT %s FROM messages m
            JOIN members r ON r.conversation_id = m.conversation_id
                          AND r.account_id = p.reporter_id
           WHERE m.conversation_id = p.conversation_id AND m.sender_id = p.account_id
             AND m.position <= p.position AND NOT %s
           ORDER BY m.position DESC LIMIT %d) m ON true
       ORDER BY p.id DESC, m.position
      """
          .formatted(Message.COLUMNS, Withheld.COVERS.formatted("m.position"), MESSAGES);

  /** A report whose people are known by id only. */
  record Stored(
      UUID id,
      Instant at,
      UUID reporter,
      UUID account,
      UUID conversation,
      Reason reason,
      String comment,
      List<Message> messages) {
    Report with(Map<UUID, Account> accounts) {
      return new Report(
          id,
          at,
          accounts.get(reporter),
          accounts.get(account),
          reason,
          comment,
          conversation,
          messages);
    }
  }

  private final Database database;

  ReportRepository(Database database) {
    this.database = database;
  }

  Future<Added> add(UUID id, Add report, long position) {
    return database
        .query(
            ADD,
            id,
            report.reporter(),
            report.account(),
            report.conversation(),
            position,
            report.reason().slug(),
            report.comment())
        .map(rows -> new Added(id, time(rows.iterator().next())));
  }

  /** Where a conversation ends for one of its members. Fails with {@code NOT_A_MEMBER}. */
  Future<Long> head(UUID conversation, UUID account) {
    return database
        .query(HEAD, conversation, account)
        .map(
            rows -> {
              if (rows.size() == 0) {
                throw Problem.of(ProblemType.NOT_A_MEMBER);
              }
              return rows.iterator().next().getLong("head");
            });
  }

  /**
   * @param before null for the first page
   */
  Future<List<Stored>> latest(UUID before, int limit) {
    return database.query(LATEST, before, limit).map(ReportRepository::stored);
  }

  static String cursor(Stored last) {
    return Opaque.of(last.id().toString());
  }

  /**
   * @param cursor null for the first page, which gives null
   */
  static UUID parse(String cursor) {
    try {
      return cursor == null ? null : UUID.fromString(Opaque.text(cursor));
    } catch (IllegalArgumentException broken) {
      throw Problem.invalid("cursor", "cursor", "must be the `next` of a page of this list");
    }
  }

  private static List<Stored> stored(RowSet<Row> rows) {
    var found = new LinkedHashMap<UUID, Stored>();
    for (Row row : rows) {
      var report = found.computeIfAbsent(row.getUUID("report_id"), id -> stored(row));
      if (row.getUUID("id") != null) {
        report.messages().add(Message.from(row));
      }
    }
    return List.copyOf(found.values());
  }

  private static Stored stored(Row row) {
    return new Stored(
        row.getUUID("report_id"),
        time(row),
        row.getUUID("reporter_id"),
        row.getUUID("account_id"),
        row.getUUID("reported_in"),
        Reason.of(row.getString("reason")),
        row.getString("comment"),
        new ArrayList<>());
  }

  private static Instant time(Row row) {
    return row.get(OffsetDateTime.class, "reported_at").toInstant();
  }
}
