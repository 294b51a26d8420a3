package io.gumzo.streams;

import io.gumzo.bus.Bus;
import io.gumzo.persistence.Database;
import io.gumzo.persistence.Gathering;
import io.gumzo.persistence.Service;
import io.gumzo.streams.EventSource.Range;
import io.gumzo.streams.Streams.EventPage;
import io.gumzo.streams.Streams.Moved;
import io.gumzo.streams.Streams.MovedStream;
import io.gumzo.streams.Streams.ReadLast;
import io.gumzo.streams.Streams.ReadMoved;
import io.gumzo.streams.Streams.ReadStream;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Reads streams out of all the tables that hold their events. */
public final class StreamService implements Service {
  private static final Duration FIRST_LOOK_BACK = Duration.ofSeconds(10);

  /** Together they are at most so many times the largest page. */
  private static final int READ_TOGETHER = 64;

  private static final String HEADS =
      """
      SELECT coalesce(s.head, 0) AS head
        FROM unnest($1::uuid[]) WITH ORDINALITY AS a (stream, line)
        LEFT JOIN streams s ON s.id = a.stream
       ORDER BY a.line
      """;

  private static final String NOW = "SELECT clock_timestamp() AS now";

  private static final String MOVED =
      "SELECT id, audience, head FROM streams WHERE moved_at > $1 AND head > 0";

  private final Database database;
  private final List<EventSource> sources;
  private final Gathering<UUID, Long> heads = new Gathering<>(READ_TOGETHER, this::heads);
  private final Gathering<Range, List<StreamEvent>> ranges =
      new Gathering<>(READ_TOGETHER, this::ranges);
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
    bus.serve(Streams.LAST, this::last);
    bus.serve(Streams.MOVED, this::moved);
    bus.serve(ReadEvents.COMMAND, this::readFor);
  }

  private Future<EventPage> readFor(ReadEvents command) {
    return authorise(command)
        .compose(
            withheld ->
                read(new ReadStream(command.stream(), command.after(), command.limit()))
                    .map(withheld::page));
  }

  private Future<Withheld> authorise(ReadEvents command) {
    return command.stream().equals(command.account())
        ? Future.succeededFuture(Withheld.NOTHING)
        : bus.ask(CheckMember.COMMAND, new CheckMember(command.stream(), command.account()));
  }

  /**
   * The head is read first: whatever has a position up to it is committed, so that range has no
   * holes, however many tables it comes from.
   */
  private Future<EventPage> read(ReadStream query) {
    return heads
        .ask(query.stream())
        .compose(
            head -> {
              long upTo = Math.min(head, query.after() + query.limit());
              return upTo <= query.after()
                  ? Future.succeededFuture(new EventPage(List.of(), head))
                  : ranges
                      .ask(new Range(query.stream(), query.after(), upTo))
                      .map(events -> new EventPage(events, head));
            });
  }

  private Future<List<Long>> heads(List<UUID> streams) {
    return database
        .query(HEADS, (Object) streams.toArray(UUID[]::new))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> row.getLong("head"))
                    .toList());
  }

  /** A part that several ask for, such as the members of a group that come back, is read once. */
  private Future<List<List<StreamEvent>>> ranges(List<Range> asked) {
    List<Range> distinct = asked.stream().distinct().toList();
    return Future.all(sources.stream().map(source -> source.read(distinct)).toList())
        .map(all -> merge(distinct, all.list()))
        .map(events -> asked.stream().map(events::get).toList());
  }

  private static Map<Range, List<StreamEvent>> merge(
      List<Range> ranges, List<List<List<StreamEvent>>> bySource) {
    Map<Range, List<StreamEvent>> events = new HashMap<>();
    for (int line = 0; line < ranges.size(); line++) {
      int of = line;
      events.put(
          ranges.get(of),
          withoutHoles(
              ranges.get(of).after(),
              bySource.stream()
                  .flatMap(source -> source.get(of).stream())
                  .sorted(Comparator.comparingLong(StreamEvent::position))
                  .toList()));
    }
    return events;
  }

  /** A source that gave the first ones only leaves a hole before the next of another source. */
  private static List<StreamEvent> withoutHoles(long after, List<StreamEvent> events) {
    int count = 0;
    while (count < events.size() && events.get(count).position() == after + count + 1) {
      count++;
    }
    return events.subList(0, count);
  }

  private Future<Moved> moved(ReadMoved query) {
    return database
        .query(NOW)
        .map(rows -> rows.iterator().next().get(OffsetDateTime.class, "now").toInstant())
        .compose(
            now -> {
              Instant since = query.since() == null ? now.minus(FIRST_LOOK_BACK) : query.since();
              return database
                  .query(MOVED, since.atOffset(ZoneOffset.UTC))
                  .map(rows -> new Moved(since, now, moved(rows)));
            });
  }

  private static List<MovedStream> moved(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(
            row ->
                new MovedStream(
                    row.getUUID("id"),
                    new Audience(row.getUUID("id"), row.getLong("audience")),
                    row.getLong("head")))
        .toList();
  }

  private Future<Long> last(ReadLast query) {
    return Future.all(
            sources.stream().map(source -> source.last(query.stream(), query.until())).toList())
        .map(all -> Collections.max(all.<Long>list()));
  }
}
