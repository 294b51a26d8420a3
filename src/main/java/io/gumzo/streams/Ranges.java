package io.gumzo.streams;

import io.gumzo.persistence.Database;
import io.gumzo.streams.EventSource.Range;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Many parts of streams in one statement. */
public final class Ranges {
  /** Of texts and data; a part that is longer is read up to there, but one event at least. */
  private static final int MOST_BYTES = 256 << 10;

  private static final String SELECT =
      """
      SELECT a.line, part.*
        FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) WITH ORDINALITY
             AS a (stream, after, up_to, line)
        JOIN LATERAL (
          SELECT * FROM (
            SELECT %1$s,
                   sum(octet_length(%4$s)) OVER (ORDER BY position ROWS UNBOUNDED PRECEDING)
                     - octet_length(%4$s) AS bytes_before
              FROM %2$s
             WHERE %3$s = a.stream AND position > a.after AND position <= a.up_to
             ORDER BY position LIMIT a.up_to - a.after) counted
           WHERE bytes_before < %5$d) part ON true
       ORDER BY a.line, part.position
      """;

  private Ranges() {}

  /**
   * For {@link #read}. Each part is looked up by itself, which the limit tells the planner.
   *
   * @param columns what an event is made of, the position among it
   * @param stream the column of the stream
   * @param content the column that is bounded
   */
  public static String select(String columns, String table, String stream, String content) {
    return SELECT.formatted(columns, table, stream, content, MOST_BYTES);
  }

  /**
   * The events of each part, in the order of the parts.
   *
   * @param sql made by {@link #select}
   */
  public static Future<List<List<StreamEvent>>> read(
      Database database, String sql, List<Range> ranges, Function<Row, StreamEvent> event) {
    return database
        .query(
            sql,
            ranges.stream().map(Range::stream).toArray(UUID[]::new),
            ranges.stream().map(Range::after).toArray(Long[]::new),
            ranges.stream().map(Range::upTo).toArray(Long[]::new))
        .map(
            rows -> {
              List<List<StreamEvent>> all =
                  Stream.<List<StreamEvent>>generate(ArrayList::new).limit(ranges.size()).toList();
              for (Row row : rows) {
                all.get(row.getInteger("line") - 1).add(event.apply(row));
              }
              return all;
            });
  }

  /**
   * The last position of a stream from up to a time, or 0.
   *
   * @param sql selects it as {@code position}, by the stream and the time
   */
  public static Future<Long> last(Database database, String sql, UUID stream, Instant until) {
    return database
        .query(sql, stream, until.atOffset(ZoneOffset.UTC))
        .map(rows -> rows.size() == 0 ? 0 : rows.iterator().next().getLong("position"));
  }
}
