package io.gumzo.messages;

import io.gumzo.messages.MessageRepository.Head;
import io.gumzo.messages.ReadMessages.After;
import io.gumzo.messages.ReadMessages.Around;
import io.gumzo.messages.ReadMessages.Before;
import io.gumzo.messages.ReadMessages.Latest;
import io.gumzo.messages.ReadMessages.Page;
import io.vertx.core.Future;
import java.util.List;

/**
 * Pages for a member from whom something is withheld. Redis keeps what the other one sees, so it is
 * not asked.
 */
final class PartialHistory {
  private final MessageRepository messages;

  PartialHistory(MessageRepository messages) {
    this.messages = messages;
  }

  Future<Page> page(ReadMessages query, Head head) {
    int limit = query.limit();
    return switch (query.anchor()) {
      case Latest latest -> before(query, head, Long.MAX_VALUE, limit, false);
      case Before before ->
          from(query, head, before.position(), 1)
              .compose(newer -> before(query, head, before.position(), limit, !newer.isEmpty()));
      case After after ->
          before(query, head, after.position() + 1, 1)
              .compose(older -> after(query, head, after.position() + 1, limit, !older.isEmpty()));
      case Around around ->
          before(query, head, around.position(), limit / 2, true)
              .compose(
                  older ->
                      after(query, head, around.position(), limit - older.items().size(), true)
                          .map(older::followedBy));
    };
  }

  private Future<Page> before(
      ReadMessages query, Head head, long position, int limit, boolean newer) {
    return before(query, head, position, limit + 1)
        .map(rows -> HistoryPage.older(HistoryPage.json(rows), limit, newer, head.position()));
  }

  private Future<Page> after(
      ReadMessages query, Head head, long position, int limit, boolean older) {
    return from(query, head, position, limit + 1)
        .map(rows -> HistoryPage.newer(rows, limit, older, head.position()));
  }

  private Future<List<Message>> before(ReadMessages query, Head head, long position, int limit) {
    return messages.shown(query.conversation(), head.withheld(), 0, position, limit, true);
  }

  private Future<List<Message>> from(ReadMessages query, Head head, long position, int limit) {
    return messages.shown(
        query.conversation(), head.withheld(), position, Long.MAX_VALUE, limit, false);
  }
}
