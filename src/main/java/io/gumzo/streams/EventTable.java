package io.gumzo.streams;

import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The table {@code events}: everything but posted messages. */
final class EventTable implements EventSource {
  private static final String READ =
      """
      SELECT position, type, at, audience, data FROM events
       WHERE stream_id = $1 AND position > $2 AND position <= $3
      """;

  private static final String MOVED =
      """
      SELECT stream_id AS stream, max(audience) AS audience,
             min(position) AS first, max(position) AS head
        FROM events WHERE at > $1 GROUP BY stream_id
      """;

  private final Database database;

  EventTable(Database database) {
    this.database = database;
  }

  @Override
  public Future<List<StreamEvent>> read(UUID stream, long after, long upTo) {
    return database
        .query(READ, stream, after, upTo)
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> event(stream, row))
                    .toList());
  }

  @Override
  public Future<List<Streams.MovedStream>> movedSince(Instant since) {
    return database.query(MOVED, since.atOffset(ZoneOffset.UTC)).map(Streams.MovedStream::list);
  }

  private static StreamEvent event(UUID stream, Row row) {
    return StreamEvent.ofJson(
        stream,
        row.getLong("position"),
        row.getString("type"),
        row.get(OffsetDateTime.class, "at").toInstant(),
        new Audience(stream, row.getLong("audience")),
        Buffer.buffer(row.getString("data")));
  }
}
