package io.gumzo.sockets;

import io.gumzo.bus.Bus;
import io.gumzo.json.Fields;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.streams.ReadEvents;
import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Streams.EventPage;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a client that comes back missed in the streams that it has open. Bounded in events and bytes
 * for each stream, as a page is, and in bytes for all of them: a {@code lag} frame stands for what
 * is beyond that.
 */
final class Replay {
  private static final int MOST_EVENTS = 200;

  private final Bus bus;
  private final UUID account;
  private final List<Buffer> frames = new ArrayList<>();
  private long bytesLeft;

  /**
   * @param mostBytes of events, for all streams together
   */
  Replay(Bus bus, UUID account, int mostBytes) {
    this.bus = bus;
    this.account = account;
    this.bytesLeft = mostBytes;
  }

  /**
   * The frames, in the order of the streams; to be asked once.
   *
   * @param open streams with the position that the client has
   */
  Future<List<Buffer>> of(List<Fields> open) {
    Future<Void> read = Future.succeededFuture();
    for (Fields stream : open) {
      read = read.compose(before -> read(stream.uuid("stream"), stream.number("after")));
    }
    return read.map(frames);
  }

  /** A stream that is not this account's any more is passed over: its snapshots say so. */
  private Future<Void> read(UUID stream, long after) {
    int limit = bytesLeft > 0 ? MOST_EVENTS : 1; // which tells whether anything is missing
    return bus.ask(ReadEvents.COMMAND, new ReadEvents(account, stream, after, limit))
        .onSuccess(page -> add(stream, after, page))
        .<Void>mapEmpty()
        .recover(
            failure ->
                failure instanceof Problem problem && problem.type() == ProblemType.NOT_A_MEMBER
                    ? Future.succeededFuture()
                    : Future.failedFuture(failure));
  }

  private void add(UUID stream, long after, EventPage page) {
    boolean isAll = page.head() - after <= page.events().size();
    long bytes = page.events().stream().mapToLong(event -> event.json().length()).sum();
    if (isAll && bytes <= bytesLeft) {
      bytesLeft -= bytes;
      page.events().stream().map(StreamEvent::json).forEach(frames::add);
    } else {
      bytesLeft = isAll ? 0 : bytesLeft;
      frames.add(FrameWriter.lag(Map.of(stream, page.head())));
    }
  }
}
