package io.gumzo.streams;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A table that holds some of the positions of streams. Each position is in exactly one source. */
public interface EventSource {
  /** A part of a stream: {@code after < position <= upTo}. */
  record Range(UUID stream, long after, long upTo) {}

  /**
   * The events that this source holds of each range, in their order. Of a range that is more than a
   * node should hold it may be the first ones only.
   */
  Future<List<List<StreamEvent>>> read(List<Range> ranges);

  /**
   * The last position that this source holds of a stream from up to a time, or 0.
   *
   * @param until by the database's clock
   */
  Future<Long> last(UUID stream, Instant until);
}
