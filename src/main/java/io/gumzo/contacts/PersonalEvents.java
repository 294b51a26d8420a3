package io.gumzo.contacts;

import io.gumzo.streams.EventAppender;
import io.gumzo.streams.StreamEvent;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * What a transaction tells the two of a pair. It is appended as the last thing, and in the order of
 * the streams' ids: whoever marks something read has the lock of a member's row before that of a
 * stream.
 */
final class PersonalEvents {
  private record Line(UUID account, Function<SqlConnection, Future<StreamEvent>> append) {}

  private final List<Line> lines = new ArrayList<>();

  PersonalEvents add(UUID account, String type, Object data) {
    return add(account, transaction -> EventAppender.append(transaction, account, type, data));
  }

  /**
   * @param about of whom the data hold more than the id
   */
  PersonalEvents add(UUID account, String type, UUID about, Object data) {
    return add(
        account, transaction -> EventAppender.append(transaction, account, type, about, data));
  }

  PersonalEvents add(UUID account, Function<SqlConnection, Future<StreamEvent>> append) {
    lines.add(new Line(account, append));
    return this;
  }

  /** To be told after the commit. */
  Future<List<StreamEvent>> append(SqlConnection transaction) {
    var events = new ArrayList<StreamEvent>(lines.size());
    Future<Void> appended = Future.succeededFuture();
    for (Line line : inOrder()) {
      appended =
          appended
              .compose(before -> line.append().apply(transaction))
              .onSuccess(events::add)
              .mapEmpty();
    }
    return appended.map(events);
  }

  private List<Line> inOrder() {
    return lines.stream().sorted(Comparator.comparing(line -> line.account().toString())).toList();
  }
}
