package io.gumzo.messages;

import static io.gumzo.messages.HistoryPage.json;
import static io.gumzo.messages.HistoryPage.newer;
import static io.gumzo.messages.HistoryPage.older;

import io.gumzo.bus.Bus;
import io.gumzo.messages.MessageRepository.Asked;
import io.gumzo.messages.MessageRepository.Found;
import io.gumzo.messages.MessageRepository.Head;
import io.gumzo.messages.ReadMessages.After;
import io.gumzo.messages.ReadMessages.Around;
import io.gumzo.messages.ReadMessages.Before;
import io.gumzo.messages.ReadMessages.Latest;
import io.gumzo.messages.ReadMessages.Page;
import io.gumzo.messages.RecentMessages.Recent;
import io.gumzo.persistence.Gathering;
import io.gumzo.persistence.Service;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.redis.RedisClient;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads what was said: the latest from Redis as far as it has them, the rest from PostgreSQL. */
public final class MessageHistory implements Service {
  /** Messages, of all pages. */
  private static final int READ_TOGETHER = 512;

  private final MessageRepository messages;
  private final PartialHistory partial;
  private final Supplier<RedisClient> redis;
  private final int kept;
  private final Gathering<ReadMessages, Optional<Found>> latest =
      new Gathering<>(READ_TOGETHER, MessageHistory::wanted, this::latest);
  private RecentMessages recent;

  /**
   * @param redis is asked once, on the event loop that uses it
   * @param kept how many latest messages of a conversation Redis keeps; 0 for none
   */
  public MessageHistory(MessageRepository messages, Supplier<RedisClient> redis, int kept) {
    this.messages = messages;
    this.partial = new PartialHistory(messages);
    this.redis = redis;
    this.kept = kept;
  }

  @Override
  public void bind(Bus bus) {
    recent = new RecentMessages(redis.get(), kept);
    bus.serve(ReadMessages.COMMAND, this::page);
    bus.serve(ReadMessage.COMMAND, this::one);
  }

  @Override
  public Future<Void> close() {
    return recent.close();
  }

  private Future<Message> one(ReadMessage query) {
    return messages
        .find(query.message(), query.account())
        .map(found -> found.orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND)));
  }

  /** One more than asked for is read on each open side, to tell whether there is more. */
  private Future<Page> page(ReadMessages query) {
    int limit = query.limit();
    return switch (query.anchor()) {
      case Latest latest -> latest(query);
      case Before before -> before(query, before.position());
      case After after ->
          whole(
              query,
              head ->
                  messages
                      .before(query.conversation(), after.position() + 1, 1)
                      .compose(
                          older ->
                              messages
                                  .from(query.conversation(), after.position() + 1, limit + 1)
                                  .map(
                                      rows ->
                                          newer(rows, limit, !older.isEmpty(), head.position()))));
      case Around around -> whole(query, head -> around(query, around.position(), head.position()));
    };
  }

  /**
   * @param read what a page is read by for whoever sees all
   */
  private Future<Page> whole(ReadMessages query, Function<Head, Future<Page>> read) {
    return authorise(query)
        .compose(
            head -> head.withheld().isNothing() ? read.apply(head) : partial.page(query, head));
  }

  private Future<Page> latest(ReadMessages query) {
    return recent.most() == 0 ? latestOfPostgres(query) : latestOfRedis(query);
  }

  private Future<Page> latestOfPostgres(ReadMessages query) {
    return latest
        .ask(query)
        .map(found -> found.orElseThrow(() -> Problem.of(ProblemType.NOT_A_MEMBER)))
        .compose(
            found ->
                found.withheld()
                    ? authorise(query).compose(head -> partial.page(query, head))
                    : Future.succeededFuture(
                        older(json(found.newestFirst()), query.limit(), false, found.head())));
  }

  private Future<List<Optional<Found>>> latest(List<ReadMessages> asked) {
    return messages.latest(
        asked.stream().map(query -> new Asked(query.conversation(), query.account())).toList(),
        asked.stream().map(MessageHistory::wanted).toArray(Integer[]::new));
  }

  /** One more than the page has, to tell whether there is more. */
  private static int wanted(ReadMessages query) {
    return query.limit() + 1;
  }

  private Future<Page> latestOfRedis(ReadMessages query) {
    int wanted = query.limit() + 1;
    var cached = recent.read(query.conversation(), null, wanted);
    return whole(
        query,
        head ->
            cached
                .compose(
                    found ->
                        found.filter(known -> bridges(known.head(), head)).isPresent()
                            ? bringUp(query.conversation(), found.get(), head.position())
                            : fill(query.conversation(), head.position(), wanted))
                .compose(found -> page(found, query)));
  }

  /**
   * Redis may be ahead of the head that was read just before, or of a database that was restored:
   * what it has does not count then, nor what it has from before something in it was changed.
   */
  private boolean bridges(long known, Head head) {
    long missing = head.position() - known;
    return missing >= 0 && missing <= recent.most() && known >= head.rewritten();
  }

  private Future<Page> page(Recent found, ReadMessages query) {
    int wanted = query.limit() + 1;
    Future<List<Buffer>> newestFirst =
        found.reaches(wanted)
            ? Future.succeededFuture(found.newestFirst())
            : messages
                .before(query.conversation(), found.head() + 1, wanted)
                .map(HistoryPage::json);
    return newestFirst.map(rows -> older(rows, query.limit(), false, found.head()));
  }

  /** What Redis has, with what was posted since then. */
  private Future<Recent> bringUp(UUID conversation, Recent known, long head) {
    if (known.head() == head) {
      return Future.succeededFuture(known);
    }
    return messages
        .range(conversation, known.head(), head)
        .map(
            posted -> {
              List<Buffer> json = json(posted);
              recent.extend(conversation, known.head(), head, posted, json);
              var newestFirst = new ArrayList<>(json.reversed());
              newestFirst.addAll(known.newestFirst());
              return new Recent(head, newestFirst, known.isAll());
            });
  }

  private Future<Recent> fill(UUID conversation, long head, int wanted) {
    int most = Math.max(recent.most(), wanted);
    return messages
        .before(conversation, head + 1, most)
        .map(
            rows -> {
              List<Buffer> json = json(rows);
              if (most == recent.most()) {
                recent.extend(conversation, 0, head, rows, json);
              }
              return new Recent(head, json, rows.size() < most);
            });
  }

  private Future<Page> before(ReadMessages query, long position) {
    int wanted = query.limit() + 1;
    var cached = recent.read(query.conversation(), position, wanted);
    var newer = messages.from(query.conversation(), position, 1);
    return whole(
        query,
        head ->
            cached
                .map(
                    found ->
                        found.filter(
                            page -> page.head() == head.position() && page.reaches(wanted)))
                .compose(found -> cachedOr(found, query.conversation(), position, wanted))
                .compose(
                    newestFirst ->
                        newer.map(
                            rows ->
                                older(
                                    newestFirst,
                                    query.limit(),
                                    !rows.isEmpty(),
                                    head.position()))));
  }

  private Future<List<Buffer>> cachedOr(
      Optional<Recent> cached, UUID conversation, long position, int wanted) {
    return cached.isPresent()
        ? Future.succeededFuture(cached.get().newestFirst())
        : messages.before(conversation, position, wanted).map(HistoryPage::json);
  }

  private Future<Page> around(ReadMessages query, long position, long head) {
    int before = query.limit() / 2;
    return messages
        .before(query.conversation(), position, before + 1)
        .map(rows -> older(json(rows), before, true, head))
        .compose(
            older -> {
              int rest = query.limit() - older.items().size();
              return messages
                  .from(query.conversation(), position, rest + 1)
                  .map(rows -> newer(rows, rest, true, head))
                  .map(older::followedBy);
            });
  }

  private Future<Head> authorise(ReadMessages query) {
    return messages
        .head(query.conversation(), query.account())
        .map(head -> head.orElseThrow(() -> Problem.of(ProblemType.NOT_A_MEMBER)));
  }
}
