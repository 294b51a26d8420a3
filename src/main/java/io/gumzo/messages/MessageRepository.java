package io.gumzo.messages;

import io.gumzo.json.Json;
import io.gumzo.persistence.Database;
import io.gumzo.streams.Audience;
import io.gumzo.streams.EventSource;
import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Streams.MovedStream;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Reads the table {@code messages}, which is also where streams keep their posted messages. */
public final class MessageRepository implements EventSource {
  static final String POSTED = "message-posted";

  private static final String SELECT = "SELECT " + Message.COLUMNS + " FROM messages m ";

  private static final String OF_MEMBER =
      """
       JOIN members r ON r.conversation_id = m.conversation_id AND r.account_id = $2
       WHERE m.id = $1
      """;

  private static final String BEFORE =
      "WHERE m.conversation_id = $1 AND m.position < $3 ORDER BY m.position DESC LIMIT $2";
  private static final String FROM =
      "WHERE m.conversation_id = $1 AND m.position >= $3 ORDER BY m.position LIMIT $2";
  private static final String RANGE =
      "WHERE m.conversation_id = $1 AND m.position > $2 AND m.position <= $3";

  private static final String MOVED =
      """
      SELECT conversation_id AS stream, max(audience) AS audience,
             min(position) AS first, max(position) AS head
        FROM messages WHERE at > $1 GROUP BY conversation_id
      """;

  /**
   * @param rewritten the last position that changed what is at earlier ones
   */
  record Head(long position, long rewritten) {}

  private static final String HEAD =
      """
      SELECT s.head, s.rewritten FROM members r JOIN streams s ON s.id = r.conversation_id
       WHERE r.conversation_id = $1 AND r.account_id = $2
      """;

  private final Database database;

  public MessageRepository(Database database) {
    this.database = database;
  }

  Future<Optional<Message>> find(UUID message, UUID account) {
    return database
        .query(SELECT + OF_MEMBER, message, account)
        .map(rows -> messages(rows).stream().findFirst());
  }

  /** The last position of the conversation's stream; empty for who is not in it. */
  Future<Optional<Head>> head(UUID conversation, UUID account) {
    return database
        .query(HEAD, conversation, account)
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(
                        new Head(
                            rows.iterator().next().getLong("head"),
                            rows.iterator().next().getLong("rewritten"))));
  }

  /** Those with {@code after < position <= upTo}, oldest first. */
  Future<List<Message>> range(UUID conversation, long after, long upTo) {
    return database
        .query(SELECT + RANGE + " ORDER BY m.position", conversation, after, upTo)
        .map(MessageRepository::messages);
  }

  /** Newest first. */
  Future<List<Message>> before(UUID conversation, long position, int limit) {
    return database
        .query(SELECT + BEFORE, conversation, limit, position)
        .map(MessageRepository::messages);
  }

  /** Oldest first, the position itself included. */
  Future<List<Message>> from(UUID conversation, long position, int limit) {
    return database
        .query(SELECT + FROM, conversation, limit, position)
        .map(MessageRepository::messages);
  }

  @Override
  public Future<List<StreamEvent>> read(UUID stream, long after, long upTo) {
    return database
        .query(SELECT + RANGE, stream, after, upTo)
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(MessageRepository::posted)
                    .toList());
  }

  @Override
  public Future<List<MovedStream>> movedSince(Instant since) {
    return database.query(MOVED, since.atOffset(ZoneOffset.UTC)).map(MovedStream::list);
  }

  /**
   * The event that a message is.
   *
   * @param json the message, encoded
   */
  static StreamEvent posted(Message message, Buffer json, long audience) {
    return StreamEvent.ofJson(
        message.conversationId(),
        message.position(),
        POSTED,
        message.at(),
        Audience.members(message.conversationId(), audience),
        json);
  }

  private static StreamEvent posted(Row row) {
    Message message = Message.from(row);
    return posted(message, Json.encode(message), row.getLong("audience"));
  }

  private static List<Message> messages(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(Message::from).toList();
  }
}
