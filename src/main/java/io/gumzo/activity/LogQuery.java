package io.gumzo.activity;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A statement with as many conditions as were asked for; each value is a parameter. */
final class LogQuery {
  private final String select;
  private final List<String> conditions = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();
  private String order = "l.position";

  LogQuery(String select) {
    this.select = select;
  }

  void with(String condition) {
    conditions.add(condition);
  }

  /**
   * @param condition holds one question mark for each value
   * @param given null for no condition
   */
  void with(String condition, Object... given) {
    if (given.length > 0 && given[0] == null) {
      return;
    }
    String numbered = condition;
    for (Object value : given) {
      values.add(value);
      numbered = numbered.replaceFirst("\\?", "\\$" + values.size());
    }
    conditions.add(numbered);
  }

  /**
   * @param head nothing after it was there when this reading began
   * @param time the column that the log is ordered by; null when it is the position alone
   */
  void place(Place place, long head, String time) {
    switch (place) {
      case Place.Latest latest -> with("l.position <= ?", head);
      case Place.Before before -> {
        if (time == null) {
          with("l.position < ?", before.position());
        } else {
          with(
              "(" + time + ", l.position) < (?, ?)",
              before.at().atOffset(ZoneOffset.UTC),
              before.position());
        }
      }
      case Place.After after -> with("l.position > ? AND l.position <= ?", after.position(), head);
    }
    if (!(place instanceof Place.After)) {
      order = (time == null ? "" : time + " DESC, ") + "l.position DESC";
    }
  }

  String sql(int limit) {
    return "%s WHERE %s ORDER BY %s LIMIT %d"
        .formatted(select, String.join(" AND ", conditions), order, limit);
  }

  Object[] values() {
    return values.toArray();
  }
}
