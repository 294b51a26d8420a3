package io.gumzo.messages;

import io.gumzo.accounts.Belongings;
import io.gumzo.json.Json;
import io.gumzo.persistence.Database;
import io.gumzo.streams.Withheld;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Everything that was said in somebody's conversations. */
public final class MessageBelongings implements Belongings {
  private static final int PAGE = 200;
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private static final String NEXT =
      """
      SELECT conversation_id FROM members
       WHERE account_id = $1 AND conversation_id > $2 AND NOT hidden
       ORDER BY conversation_id
       LIMIT 1
      """;

  private static final String DEPART =
      """
      INSERT INTO departures (account_id, messages_too, done_up_to) VALUES ($1, $2, $3)
      """;

  /** Messages after that position of that conversation are next. */
  private record Place(UUID conversation, long position) {
    static Place parse(String text) {
      String[] parts = text.split(" ", 2);
      return new Place(UUID.fromString(parts[0]), Long.parseLong(parts[1]));
    }

    String text() {
      return conversation + " " + position;
    }
  }

  private final Database database;
  private final MessageRepository messages;
  private final Runnable departed;

  /**
   * @param departed looks after those who left
   */
  public MessageBelongings(Database database, Runnable departed) {
    this.database = database;
    this.messages = new MessageRepository(database);
    this.departed = departed;
  }

  @Override
  public Map<String, Pages> files() {
    return Map.of("messages.json", this::page);
  }

  @Override
  public Future<Runnable> leave(SqlConnection transaction, UUID account, boolean messagesToo) {
    return Database.query(transaction, DEPART, account, messagesToo, BEFORE_ALL)
        .map(written -> departed);
  }

  private Future<Page> page(UUID account, String after) {
    Future<Optional<Place>> place =
        after == null
            ? next(account, BEFORE_ALL)
            : Future.succeededFuture(Optional.of(Place.parse(after)));
    return place.compose(
        found ->
            found.isPresent()
                ? page(account, found.get())
                : Future.succeededFuture(new Page(List.of(), null)));
  }

  private Future<Page> page(UUID account, Place place) {
    return messages
        .head(place.conversation(), account)
        .compose(
            head ->
                messages.shown(
                    place.conversation(),
                    head.map(MessageRepository.Head::withheld).orElse(Withheld.NOTHING),
                    place.position() + 1,
                    Long.MAX_VALUE,
                    PAGE,
                    false))
        .compose(
            rows ->
                (rows.size() == PAGE
                        ? Future.succeededFuture(
                            Optional.of(new Place(place.conversation(), rows.getLast().position())))
                        : next(account, place.conversation()))
                    .map(next -> new Page(json(rows), next.map(Place::text).orElse(null))));
  }

  private Future<Optional<Place>> next(UUID account, UUID after) {
    return database
        .query(NEXT, account, after)
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(new Place(rows.iterator().next().getUUID("conversation_id"), 0)));
  }

  private static List<Buffer> json(List<Message> rows) {
    var json = new ArrayList<Buffer>(rows.size());
    rows.forEach(message -> json.add(Json.encode(message)));
    return json;
  }
}
