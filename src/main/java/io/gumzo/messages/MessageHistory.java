package io.gumzo.messages;

import io.gumzo.bus.Bus;
import io.gumzo.messages.ReadMessages.After;
import io.gumzo.messages.ReadMessages.Around;
import io.gumzo.messages.ReadMessages.Before;
import io.gumzo.messages.ReadMessages.Latest;
import io.gumzo.messages.ReadMessages.Page;
import io.gumzo.persistence.Service;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.streams.CheckMember;
import io.gumzo.streams.Streams;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Reads what was said. */
public final class MessageHistory implements Service {
  private final MessageRepository messages;
  private Bus bus;

  public MessageHistory(MessageRepository messages) {
    this.messages = messages;
  }

  @Override
  public void bind(Bus bus) {
    this.bus = bus;
    bus.serve(ReadMessages.COMMAND, this::page);
    bus.serve(ReadMessage.COMMAND, this::one);
  }

  private Future<Message> one(ReadMessage query) {
    return messages
        .find(query.message(), query.account())
        .map(found -> found.orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND)));
  }

  private Future<Page> page(ReadMessages query) {
    return bus.ask(CheckMember.COMMAND, new CheckMember(query.conversation(), query.account()))
        .compose(member -> read(query))
        .compose(
            page -> head(query).map(head -> new Page(page.items, page.older, page.newer, head)));
  }

  /** One more than asked for is read on each side, to tell whether there is more. */
  private Future<Slice> read(ReadMessages query) {
    int limit = query.limit();
    return switch (query.anchor()) {
      case Latest latest ->
          messages
              .latest(query.conversation(), limit + 1)
              .map(rows -> Slice.older(rows, limit, false));
      case Before before ->
          messages
              .from(query.conversation(), before.position(), 1)
              .compose(
                  newer ->
                      messages
                          .before(query.conversation(), before.position(), limit + 1)
                          .map(rows -> Slice.older(rows, limit, !newer.isEmpty())));
      case After after ->
          messages
              .before(query.conversation(), after.position() + 1, 1)
              .compose(
                  older ->
                      messages
                          .from(query.conversation(), after.position() + 1, limit + 1)
                          .map(rows -> Slice.newer(rows, limit, !older.isEmpty())));
      case Around around -> around(query, around.position());
    };
  }

  private Future<Slice> around(ReadMessages query, long position) {
    int before = query.limit() / 2;
    return messages
        .before(query.conversation(), position, before + 1)
        .map(rows -> Slice.older(rows, before, true))
        .compose(
            older ->
                messages
                    .from(query.conversation(), position, query.limit() - older.items.size() + 1)
                    .map(rows -> Slice.newer(rows, query.limit() - older.items.size(), true))
                    .map(older::followedBy));
  }

  private Future<Long> head(ReadMessages query) {
    return bus.ask(
            Streams.READ, new Streams.ReadStream(query.conversation(), Long.MAX_VALUE / 2, 1))
        .map(Streams.EventPage::head);
  }

  private record Slice(List<Message> items, boolean older, boolean newer) {
    static Slice older(List<Message> newestFirst, int limit, boolean newer) {
      List<Message> items = newestFirst.subList(0, Math.min(limit, newestFirst.size()));
      return new Slice(items.reversed(), newestFirst.size() > limit, newer);
    }

    static Slice newer(List<Message> oldestFirst, int limit, boolean older) {
      List<Message> items = oldestFirst.subList(0, Math.min(limit, oldestFirst.size()));
      return new Slice(items, older, oldestFirst.size() > limit);
    }

    Slice followedBy(Slice next) {
      var items = new ArrayList<>(this.items);
      items.addAll(next.items);
      return new Slice(items, older, next.newer);
    }
  }
}
