package io.gumzo.streams;

import io.gumzo.bus.Command;
import io.gumzo.bus.Topic;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What may be asked and told about streams on the bus. */
public final class Streams {
  /**
   * Events that this node committed, in position order for each stream; and ephemeral ones, which
   * go the same way. They reach sockets and other nodes many at a time.
   */
  public static final Topic<Batch> COMMITTED = new Topic<>("stream-events-committed", Batch.class);

  /** Events that another node committed, or that a sweep read again: at least once, any order. */
  public static final Topic<Batch> ARRIVED = new Topic<>("stream-events-arrived", Batch.class);

  /** Something may have been missed; the reason goes into a metric. */
  public static final Topic<SweepReason> SWEEP = new Topic<>("sweep", SweepReason.class);

  /** Reads events of one stream without asking who wants them. */
  public static final Command<ReadStream, EventPage> READ =
      new Command<>("read-stream", ReadStream.class, EventPage.class);

  /** The last position of a stream from up to a time, by the database's clock; 0 for none. */
  public static final Command<ReadLast, Long> LAST =
      new Command<>("read-last-position", ReadLast.class, Long.class);

  /** Which streams moved lately, by the database's clock. */
  public static final Command<ReadMoved, Moved> MOVED =
      new Command<>("read-moved-streams", ReadMoved.class, Moved.class);

  /** The present members of a conversation. */
  public static final Command<ReadMembers, Members> MEMBERS =
      new Command<>("read-members", ReadMembers.class, Members.class);

  private Streams() {}

  public record Batch(List<StreamEvent> events) {
    /** In their order. */
    public static Batch together(List<Batch> batches) {
      return batches.size() == 1
          ? batches.getFirst()
          : new Batch(batches.stream().flatMap(batch -> batch.events().stream()).toList());
    }
  }

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
   * @param events without a hole, from the one behind {@code after}; fewer than asked for at the
   *     stream's end, and where they are long
   * @param head the last position when it was read
   */
  public record EventPage(List<StreamEvent> events, long head) {}

  public record ReadLast(UUID stream, Instant until) {}

  /**
   * @param since null for the last ten seconds
   */
  public record ReadMoved(Instant since) {}

  /**
   * @param since from when on
   * @param now the database's clock when it was read
   */
  public record Moved(Instant since, Instant now, List<MovedStream> streams) {}

  /**
   * @param head the last position
   */
  public record MovedStream(UUID stream, Audience audience, long head) {}

  public record ReadMembers(UUID conversation) {}

  /**
   * An account that receives nothing of {@code fromVersion <= version < toVersion}.
   *
   * @param toVersion the largest number as long as it lasts
   */
  public record Silence(UUID account, long fromVersion, long toVersion) {
    boolean covers(long version) {
      return version >= fromVersion && version < toVersion;
    }
  }

  /**
   * A conversation that does not exist has no members and version 1.
   *
   * @param hearing those who receive what is written now; the others block the one who writes
   * @param silences those of versions before as well
   */
  public record Members(
      long version, Set<UUID> accounts, Set<UUID> hearing, List<Silence> silences) {
    /** All of them hear. */
    public Members(long version, Set<UUID> accounts) {
      this(version, accounts, accounts, List.of());
    }

    /**
     * @param shown those of the accounts for whom the conversation exists
     */
    public static Members of(
        long version, Set<UUID> accounts, Set<UUID> shown, List<Silence> silences) {
      return new Members(version, accounts, heard(version, shown, silences), silences);
    }

    /** Those present members who receive what was written under a version. */
    Set<UUID> hearing(long ofVersion) {
      if (ofVersion == version) {
        return hearing;
      }
      var shown = new HashSet<>(hearing);
      silences.stream()
          .filter(silence -> silence.covers(version))
          .map(Silence::account)
          .forEach(shown::add);
      return heard(ofVersion, shown, silences);
    }

    private static Set<UUID> heard(long version, Set<UUID> shown, List<Silence> silences) {
      var silent =
          silences.stream()
              .filter(silence -> silence.covers(version))
              .map(Silence::account)
              .collect(Collectors.toSet());
      return shown.stream()
          .filter(account -> !silent.contains(account))
          .collect(Collectors.toUnmodifiableSet());
    }
  }
}
