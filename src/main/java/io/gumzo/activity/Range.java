package io.gumzo.activity;

import io.gumzo.json.Times;
import io.gumzo.problem.Problem;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** From one time to before another; either may be null for no end. */
record Range(OffsetDateTime from, OffsetDateTime to) {
  /** Fails with {@code INVALID_REQUEST}. */
  static Range of(String from, String to) {
    return new Range(time("from", from), time("to", to));
  }

  private static OffsetDateTime time(String field, String text) {
    if (text == null) {
      return null;
    }
    try {
      return Times.checked(OffsetDateTime.parse(text).toInstant()).atOffset(ZoneOffset.UTC);
    } catch (DateTimeException malformed) {
      throw Problem.invalid(field, "time", "must be a time, such as 2026-01-02T03:04:05.678Z");
    }
  }
}
