package io.gumzo.conversations;

import io.gumzo.persistence.Database;
import io.gumzo.sockets.Resume;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** What many clients that come back need to know first, in one statement. */
final class Heads {
  /** How far {@code since} is looked back behind: no commit takes longer to become visible. */
  private static final Duration OVERLAP = Duration.ofSeconds(30);

  /**
   * The clock is that of the statement's beginning, so that what moves meanwhile is within the next
   * time's overlap. One row for each who asks, and as many as he has changed conversations.
   */
  private static final String HEADS =
      """
      SELECT a.line, coalesce(p.head, 0) AS personal_head, statement_timestamp() AS now, c.*
        FROM unnest($1::uuid[], $2::timestamptz[]) WITH ORDINALITY AS a (account, since, line)
        LEFT JOIN streams p ON p.id = a.account
        LEFT JOIN LATERAL (
          %s AND coalesce(w.shown_at, s.moved_at) > a.since
           ORDER BY coalesce(w.shown_at, s.moved_at) DESC, s.id DESC LIMIT $3) c ON true
       ORDER BY a.line, c.moved_at DESC, c.conversation DESC
      """
          .formatted(ConversationRepository.SNAPSHOT.formatted("a.account"));

  private final Database database;

  Heads(Database database) {
    this.database = database;
  }

  /**
   * For one who asks.
   *
   * @param personal the head of his personal stream
   * @param changed the latest activity first
   */
  record Of(Instant at, long personal, List<Snapshot> changed) {}

  /**
   * In the order of the questions.
   *
   * @param most snapshots for each
   */
  Future<List<Of>> read(List<Resume> asked, int most) {
    return database
        .query(
            HEADS,
            asked.stream().map(Resume::account).toArray(UUID[]::new),
            asked.stream().map(Heads::since).toArray(OffsetDateTime[]::new),
            most)
        .map(rows -> byLine(rows, asked.size()));
  }

  private static List<Of> byLine(RowSet<Row> rows, int lines) {
    var found = new Of[lines];
    for (Row row : rows) {
      int line = row.getInteger("line") - 1;
      if (found[line] == null) {
        found[line] =
            new Of(Snapshot.time(row, "now"), row.getLong("personal_head"), new ArrayList<>());
      }
      if (row.getUUID("conversation") != null) {
        found[line].changed().add(Snapshot.from(row));
      }
    }
    return Arrays.asList(found);
  }

  private static OffsetDateTime since(Resume asked) {
    return asked.since() == null ? null : asked.since().minus(OVERLAP).atOffset(ZoneOffset.UTC);
  }
}
