package io.gumzo.streams;

import io.gumzo.bus.Bus;
import io.gumzo.persistence.Database;
import io.gumzo.persistence.Service;
import io.gumzo.streams.Streams.EventPage;
import io.gumzo.streams.Streams.Moved;
import io.gumzo.streams.Streams.MovedStream;
import io.gumzo.streams.Streams.ReadMoved;
import io.gumzo.streams.Streams.ReadStream;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads streams out of all the tables that hold their events. */
public final class StreamService implements Service {
  private static final Duration FIRST_LOOK_BACK = Duration.ofSeconds(10);

  private static final String HEAD = "SELECT head FROM streams WHERE id = $1";
  private static final String NOW = "SELECT clock_timestamp() AS now";

  private final Database database;
  private final List<EventSource> sources;
  private Bus bus;

  /**
   * @param others the sources beside the table {@code events}
   */
  public StreamService(Database database, List<EventSource> others) {
    this.database = database;
    this.sources =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(new EventTable(database)), others.stream())
            .toList();
  }

  @Override
  public void bind(Bus bus) {
    this.bus = bus;
    bus.serve(Streams.READ, this::read);
    bus.serve(Streams.MOVED, this::moved);
    bus.serve(ReadEvents.COMMAND, this::readFor);
  }

  private Future<EventPage> readFor(ReadEvents command) {
    return authorise(command)
        .compose(
            allowed -> read(new ReadStream(command.stream(), command.after(), command.limit())));
  }

  private Future<Void> authorise(ReadEvents command) {
    return command.stream().equals(command.account())
        ? Future.succeededFuture()
        : bus.ask(CheckMember.COMMAND, new CheckMember(command.stream(), command.account()));
  }

  /**
   * The head is read first: whatever has a position up to it is committed, so that range has no
   * holes, however many tables it comes from.
   */
  private Future<EventPage> read(ReadStream query) {
    return database
        .query(HEAD, query.stream())
        .map(StreamService::head)
        .compose(
            head ->
                gather(query.stream(), query.after(), Math.min(head, query.after() + query.limit()))
                    .map(events -> new EventPage(events, head)));
  }

  private Future<List<StreamEvent>> gather(UUID stream, long after, long upTo) {
    return upTo <= after
        ? Future.succeededFuture(List.of())
        : Future.all(sources.stream().map(source -> source.read(stream, after, upTo)).toList())
            .map(
                all ->
                    all.<List<StreamEvent>>list().stream()
                        .flatMap(Collection::stream)
                        .sorted(Comparator.comparingLong(StreamEvent::position))
                        .toList());
  }

  private Future<Moved> moved(ReadMoved query) {
    return database
        .query(NOW)
        .map(rows -> rows.iterator().next().get(OffsetDateTime.class, "now").toInstant())
        .compose(
            now -> {
              Instant since = query.since() == null ? now.minus(FIRST_LOOK_BACK) : query.since();
              return Future.all(sources.stream().map(source -> source.movedSince(since)).toList())
                  .map(all -> new Moved(now, merge(all.list())));
            });
  }

  private static List<MovedStream> merge(List<List<MovedStream>> bySource) {
    Map<UUID, MovedStream> streams = new HashMap<>();
    for (List<MovedStream> source : bySource) {
      source.forEach(moved -> streams.merge(moved.stream(), moved, MovedStream::with));
    }
    return List.copyOf(streams.values());
  }

  private static long head(RowSet<Row> rows) {
    return rows.size() == 0 ? 0 : rows.iterator().next().getLong("head");
  }
}
