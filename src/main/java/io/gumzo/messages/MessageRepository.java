package io.gumzo.messages;

import io.gumzo.json.Json;
import io.gumzo.persistence.Database;
import io.gumzo.persistence.Gathering;
import io.gumzo.streams.Audience;
import io.gumzo.streams.EventSource;
import io.gumzo.streams.Ranges;
import io.gumzo.streams.StreamEvent;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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

  private static final String OF_RANGES =
      Ranges.select(Message.COLUMNS, "messages m", "m.conversation_id", "m.text");

  private static final String LAST =
      """
      SELECT position FROM messages
       WHERE conversation_id = $1 AND at <= $2 ORDER BY position DESC LIMIT 1
      """;

  /**
   * @param rewritten the last position that changed what is at earlier ones
   */
  record Head(long position, long rewritten) {}

  /** Who asks for which conversation; those who are in it have a row with its head. */
  private static final String OF_MEMBERS =
      """
        FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS a (conversation, account, line)
        JOIN members r ON r.conversation_id = a.conversation AND r.account_id = a.account
        JOIN streams s ON s.id = a.conversation
      """;

  private static final String HEADS = "SELECT a.line, s.head, s.rewritten" + OF_MEMBERS;

  private static final String LATEST =
      "SELECT a.line, s.head, m.*"
          + OF_MEMBERS
          + """
            LEFT JOIN LATERAL (
              %s WHERE m.conversation_id = a.conversation ORDER BY m.position DESC
               LIMIT ($3::int[])[a.line]) m ON true
           ORDER BY a.line, m.position DESC
          """
              .formatted(SELECT);

  private static final int HEADS_TOGETHER = 256;

  private final Database database;
  private final Gathering<Asked, Optional<Head>> heads =
      new Gathering<>(HEADS_TOGETHER, this::heads);

  public MessageRepository(Database database) {
    this.database = database;
  }

  /** Who asks, and for which conversation. */
  record Asked(UUID conversation, UUID account) {}

  /**
   * @param head of the conversation's stream
   */
  record Found(long head, List<Message> newestFirst) {}

  Future<Optional<Message>> find(UUID message, UUID account) {
    return database
        .query(SELECT + OF_MEMBER, message, account)
        .map(rows -> messages(rows).stream().findFirst());
  }

  /** The last position of the conversation's stream; empty for who is not in it. */
  Future<Optional<Head>> head(UUID conversation, UUID account) {
    return heads.ask(new Asked(conversation, account));
  }

  /**
   * For each who asks, in their order; empty for who is not in the conversation.
   *
   * @param counts how many for each
   */
  Future<List<Optional<Found>>> latest(List<Asked> asked, Integer[] counts) {
    return database
        .query(LATEST, conversations(asked), accounts(asked), counts)
        .map(
            rows -> {
              List<Optional<Found>> found = absent(asked.size());
              for (Row row : rows) {
                int line = row.getInteger("line") - 1;
                if (found.get(line).isEmpty()) {
                  found.set(
                      line,
                      Optional.of(new Found(row.getLong("head"), new ArrayList<>(counts[line]))));
                }
                if (row.getUUID("id") != null) {
                  found.get(line).get().newestFirst().add(Message.from(row));
                }
              }
              return found;
            });
  }

  private Future<List<Optional<Head>>> heads(List<Asked> asked) {
    return database
        .query(HEADS, conversations(asked), accounts(asked))
        .map(
            rows -> {
              List<Optional<Head>> found = absent(asked.size());
              rows.forEach(
                  row ->
                      found.set(
                          row.getInteger("line") - 1,
                          Optional.of(new Head(row.getLong("head"), row.getLong("rewritten")))));
              return found;
            });
  }

  private static <T> List<Optional<T>> absent(int lines) {
    return new ArrayList<>(Collections.nCopies(lines, Optional.empty()));
  }

  private static UUID[] conversations(List<Asked> asked) {
    return asked.stream().map(Asked::conversation).toArray(UUID[]::new);
  }

  private static UUID[] accounts(List<Asked> asked) {
    return asked.stream().map(Asked::account).toArray(UUID[]::new);
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
  public Future<List<List<StreamEvent>>> read(List<Range> ranges) {
    return Ranges.read(database, OF_RANGES, ranges, MessageRepository::posted);
  }

  @Override
  public Future<Long> last(UUID stream, Instant until) {
    return Ranges.last(database, LAST, stream, until);
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
