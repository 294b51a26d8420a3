package io.gumzo.activity;

import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.StreamSupport;

/** Reads both logs. */
final class LogReader {
  private static final String ACTIVITY =
      """
      SELECT l.position, l.at, l.type, l.account_id, p.username, l.address, l.detail
        FROM activity l LEFT JOIN accounts p ON p.id = l.account_id
      """;

  private static final String ACTIVITY_HEAD =
      """
      SELECT coalesce(max(position), 0) AS head FROM activity
      """;

  private static final String ERRORS =
      """
      SELECT l.fingerprint, l.position, l.level, l.logger, l.message, l.exception, l.place, l.times,
             l.first_at, l.last_at, l.request_id
        FROM errors l
      """;

  private static final String ERRORS_HEAD =
      """
      SELECT coalesce(max(position), 0) AS head FROM errors
      """;

  private static final String BY_USERNAME =
      """
      SELECT id FROM accounts WHERE lower(username) = lower($1)
      """;

  private static final UUID NOBODY = new UUID(0, 0);

  private final Database database;

  LogReader(Database database) {
    this.database = database;
  }

  Future<ListActivity.Page> activity(ListActivity ask) {
    return account(ask.account())
        .compose(
            account ->
                head(ACTIVITY_HEAD)
                    .compose(
                        head -> {
                          var query = new LogQuery(ACTIVITY);
                          query.with("l.type = ?", ask.type());
                          if (ask.type() != null && !isFrequent(ask.type())) {
                            query.with("l.type <> 'message-posted'"); // as its index has it
                          }
                          query.with("l.account_id = ?", account);
                          query.with("l.at >= ?", ask.range().from());
                          query.with("l.at < ?", ask.range().to());
                          query.place(ask.place(), head, "l.at");
                          return read(query, ask.limit(), LogReader::activity)
                              .map(found -> activityPage(found, ask, head));
                        }));
  }

  /** Kinds of failures that were there in that time: not each time is known. */
  Future<ListErrors.Page> errors(ListErrors ask) {
    return head(ERRORS_HEAD)
        .compose(
            head -> {
              var query = new LogQuery(ERRORS);
              query.with("l.level = ?", ask.level());
              query.with("l.last_at >= ?", ask.range().from());
              query.with("l.first_at < ?", ask.range().to());
              query.place(ask.place(), head, null);
              return read(query, ask.limit(), LogReader::error)
                  .map(found -> errorPage(found, ask, head));
            });
  }

  private static ListActivity.Page activityPage(
      List<ListActivity.Entry> found, ListActivity ask, long head) {
    List<ListActivity.Entry> items = upTo(found, ask.limit());
    boolean older = found.size() > items.size() && !(ask.place() instanceof Place.After);
    return new ListActivity.Page(
        items,
        older ? Place.cursor(items.getLast().at(), items.getLast().position()) : null,
        seen(found, items, ask.place(), head, ListActivity.Entry::position));
  }

  private static ListErrors.Page errorPage(
      List<ListErrors.Entry> found, ListErrors ask, long head) {
    List<ListErrors.Entry> items = upTo(found, ask.limit());
    boolean older = found.size() > items.size() && !(ask.place() instanceof Place.After);
    return new ListErrors.Page(
        items,
        older ? Place.cursor(items.getLast().lastAt(), items.getLast().position()) : null,
        seen(found, items, ask.place(), head, ListErrors.Entry::position));
  }

  /** Up to where who reads after a position has seen everything. */
  private static <E> long seen(
      List<E> found, List<E> items, Place place, long head, ToLongFunction<E> position) {
    return place instanceof Place.After && found.size() > items.size()
        ? position.applyAsLong(items.getLast())
        : head;
  }

  private <E> Future<List<E>> read(LogQuery query, int limit, Function<Row, E> mapper) {
    return database
        .query(query.sql(limit + 1), query.values())
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(mapper).toList());
  }

  private Future<Long> head(String sql) {
    return database.query(sql).map(rows -> rows.iterator().next().getLong("head"));
  }

  /** Null for all; a person who is not here did nothing. */
  private Future<UUID> account(String named) {
    if (named == null || named.isEmpty()) {
      return Future.succeededFuture();
    }
    try {
      return Future.succeededFuture(UUID.fromString(named));
    } catch (IllegalArgumentException username) {
      return database
          .query(BY_USERNAME, named.replace("\0", "\uFFFD"))
          .map(rows -> rows.size() == 0 ? NOBODY : rows.iterator().next().getUUID("id"));
    }
  }

  private static boolean isFrequent(String type) {
    return type.equals(ActivityType.MESSAGE_POSTED.slug());
  }

  private static <E> List<E> upTo(List<E> found, int limit) {
    return found.size() > limit ? found.subList(0, limit) : found;
  }

  private static ListActivity.Entry activity(Row row) {
    UUID account = row.getUUID("account_id");
    Map<String, String> detail = new HashMap<>();
    new JsonObject(row.getString("detail"))
        .forEach(entry -> detail.put(entry.getKey(), String.valueOf(entry.getValue())));
    return new ListActivity.Entry(
        row.getLong("position"),
        instant(row, "at"),
        row.getString("type"),
        account == null
            ? null
            : new ListActivity.Who(
                account, Objects.requireNonNullElse(row.getString("username"), "")),
        row.getString("address"),
        detail);
  }

  private static ListErrors.Entry error(Row row) {
    return new ListErrors.Entry(
        row.getString("fingerprint"),
        row.getLong("position"),
        row.getString("level"),
        row.getString("logger"),
        row.getString("message"),
        row.getString("exception"),
        row.getString("place"),
        row.getLong("times"),
        instant(row, "first_at"),
        instant(row, "last_at"),
        row.getString("request_id"));
  }

  private static Instant instant(Row row, String column) {
    return row.get(OffsetDateTime.class, column).toInstant();
  }
}
