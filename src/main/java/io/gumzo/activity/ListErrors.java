package io.gumzo.activity;

import io.gumzo.bus.Command;
import java.time.Instant;
import java.util.List;

/**
 * Reads the error log, as {@link ListActivity}.
 *
 * @param level {@code warn} or {@code error}; null for both
 */
record ListErrors(String level, Range range, Place place, int limit) {
  static final Command<ListErrors, Page> COMMAND =
      new Command<>("list-errors", ListErrors.class, Page.class);

  /** The contract's {@code LoggedError}. */
  record Entry(
      String fingerprint,
      long position,
      String level,
      String logger,
      String message,
      String exception,
      String place,
      long times,
      Instant firstAt,
      Instant lastAt,
      String requestId) {}

  /** The contract's {@code ErrorPage}. */
  record Page(List<Entry> items, String next, long head) {}
}
