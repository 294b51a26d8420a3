package io.gumzo.streams;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A table that holds some of the positions of streams. Each position is in exactly one source. */
public interface EventSource {
  /** A part of a stream: {@code after < position <= upTo}. */
  record Range(UUID stream, long after, long upTo) {}

  /** The events that this source holds of each range, in their order; those of one in any order. */
  Future<List<List<StreamEvent>>> read(List<Range> ranges);

  /**
   * Which streams this source holds something of that was written after a time.
   *
   * @param since by the database's clock
   */
  Future<List<Streams.MovedStream>> movedSince(Instant since);
}
