package io.gumzo.streams;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A table that holds some of the positions of streams. Each position is in exactly one source. */
public interface EventSource {
  /** The events that this source holds with {@code after < position <= upTo}, in any order. */
  Future<List<StreamEvent>> read(UUID stream, long after, long upTo);

  /**
   * Which streams this source holds something of that was written after a time.
   *
   * @param since by the database's clock
   */
  Future<List<Streams.MovedStream>> movedSince(Instant since);
}
