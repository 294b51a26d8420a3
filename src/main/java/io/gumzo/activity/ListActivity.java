package io.gumzo.activity;

import io.gumzo.bus.Command;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Reads the activity log: the latest first; or what follows a position, in order. Fails with {@code
 * INVALID_REQUEST} for a cursor that is none.
 *
 * @param type as {@link ActivityType#slug}; null for all
 * @param account an id or a username; null for all
 * @param range of time
 */
record ListActivity(String type, String account, Range range, Place place, int limit) {
  static final Command<ListActivity, Page> COMMAND =
      new Command<>("list-activity", ListActivity.class, Page.class);

  /**
   * The contract's {@code Activity}.
   *
   * @param account null when it is not known
   */
  record Entry(
      long position,
      Instant at,
      String type,
      Who account,
      String address,
      Map<String, String> detail) {}

  /**
   * @param username empty when the account was deleted
   */
  record Who(UUID id, String username) {}

  /** The contract's {@code ActivityPage}. */
  record Page(List<Entry> items, String next, long head) {}
}
