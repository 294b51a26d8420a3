package io.gumzo.streams;

import io.gumzo.bus.Command;
import io.gumzo.bus.Topic;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What may be asked and told about streams on the bus. */
public final class Streams {
  /**
   * Events that this node committed, in position order for each stream; and ephemeral ones, which
   * go the same way.
   */
  public static final Topic<Batch> COMMITTED = new Topic<>("stream-events-committed", Batch.class);

  /**
   * The same events in the same order, many at a time: sockets and other nodes are served from it.
   */
  public static final Topic<Batch> GATHERED = new Topic<>("stream-events-gathered", Batch.class);

  /** Events that another node committed, or that a sweep read again: at least once, any order. */
  public static final Topic<Batch> ARRIVED = new Topic<>("stream-events-arrived", Batch.class);

  /** Something may have been missed; the reason goes into a metric. */
  public static final Topic<SweepReason> SWEEP = new Topic<>("sweep", SweepReason.class);

  /** Reads events of one stream without asking who wants them. */
  public static final Command<ReadStream, EventPage> READ =
      new Command<>("read-stream", ReadStream.class, EventPage.class);

  /** Which streams moved lately, by the database's clock. */
  public static final Command<ReadMoved, Moved> MOVED =
      new Command<>("read-moved-streams", ReadMoved.class, Moved.class);

  /** The present members of a conversation. */
  public static final Command<ReadMembers, Members> MEMBERS =
      new Command<>("read-members", ReadMembers.class, Members.class);

  private Streams() {}

  public record Batch(List<StreamEvent> events) {}

  public enum SweepReason {
    FRAME_MISSED,
    MEMBERSHIP_CHANGED,
    TIMER
  }

  /**
   * @param after the position before the first one wanted
   * @param limit 1–500
   */
  public record ReadStream(UUID stream, long after, int limit) {}

  /**
   * @param head the last position when it was read
   */
  public record EventPage(List<StreamEvent> events, long head) {}

  /**
   * @param since null for the last ten seconds
   */
  public record ReadMoved(Instant since) {}

  /**
   * @param now the database's clock when it was read
   */
  public record Moved(Instant now, List<MovedStream> streams) {}

  /**
   * @param first the first position written in that time
   * @param head the last one
   */
  public record MovedStream(UUID stream, Audience audience, long first, long head) {
    /**
     * @param rows with the columns {@code stream}, {@code audience}, {@code first}, {@code head}
     */
    public static List<MovedStream> list(RowSet<Row> rows) {
      return StreamSupport.stream(rows.spliterator(), false).map(MovedStream::of).toList();
    }

    MovedStream with(MovedStream other) {
      Audience later = audience.version() >= other.audience.version() ? audience : other.audience;
      return new MovedStream(
          stream, later, Math.min(first, other.first), Math.max(head, other.head));
    }

    private static MovedStream of(Row row) {
      UUID stream = row.getUUID("stream");
      return new MovedStream(
          stream,
          new Audience(stream, row.getLong("audience")),
          row.getLong("first"),
          row.getLong("head"));
    }
  }

  public record ReadMembers(UUID conversation) {}

  /** A conversation that does not exist has no members and version 1. */
  public record Members(long version, Set<UUID> accounts) {}
}
