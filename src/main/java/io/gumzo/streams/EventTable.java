package io.gumzo.streams;

import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** The table {@code events}: everything but posted messages. */
final class EventTable implements EventSource {
  private static final String READ =
      Ranges.select("stream_id, position, type, at, audience, data", "events", "stream_id", "data");

  private static final String LAST =
      """
      SELECT position FROM events
       WHERE stream_id = $1 AND at <= $2 ORDER BY position DESC LIMIT 1
      """;

  private final Database database;

  EventTable(Database database) {
    this.database = database;
  }

  @Override
  public Future<List<List<StreamEvent>>> read(List<Range> ranges) {
    return Ranges.read(database, READ, ranges, EventTable::event);
  }

  @Override
  public Future<Long> last(UUID stream, Instant until) {
    return Ranges.last(database, LAST, stream, until);
  }

  private static StreamEvent event(Row row) {
    UUID stream = row.getUUID("stream_id");
    return StreamEvent.ofJson(
        stream,
        row.getLong("position"),
        row.getString("type"),
        row.get(OffsetDateTime.class, "at").toInstant(),
        new Audience(stream, row.getLong("audience")),
        Buffer.buffer(row.getString("data")));
  }
}
