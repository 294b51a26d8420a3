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
  /**
   * The parts as a table with the columns {@code stream}, {@code after}, {@code up_to} and {@code
   * line}, for a FROM list. What is joined to it laterally and with a limit is looked up part by
   * part.
   */
  public static final String TABLE =
      "unnest($1::uuid[], $2::bigint[], $3::bigint[]) WITH ORDINALITY AS a (stream, after, up_to, line)";

  private Ranges() {}

  /**
   * The events of each part, in the order of the parts.
   *
   * @param sql selects from {@link #TABLE} its {@code line} and what the event is made of
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
