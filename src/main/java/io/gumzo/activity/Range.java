package io.gumzo.activity;

import io.gumzo.problem.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** From one time to before another; either may be null for no end. */
record Range(OffsetDateTime from, OffsetDateTime to) {
  private static final Instant EARLIEST = Instant.EPOCH;

  /** PostgreSQL's times end long before Java's. */
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  /** Fails with {@code INVALID_REQUEST}. */
  static Range of(String from, String to) {
    return new Range(time("from", from), time("to", to));
  }

  private static OffsetDateTime time(String field, String text) {
    if (text == null) {
      return null;
    }
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
        return time.atOffset(ZoneOffset.UTC);
      }
    } catch (DateTimeException malformed) {
      // The same as one that is out of range.
    }
    throw Problem.invalid(field, "time", "must be a time, such as 2026-01-02T03:04:05.678Z");
  }
}
