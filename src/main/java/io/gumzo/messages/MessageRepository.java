package io.gumzo.messages;

import io.gumzo.json.Json;
import io.gumzo.persistence.Database;
import io.gumzo.persistence.Gathering;
import io.gumzo.streams.Audience;
import io.gumzo.streams.EventSource;
import io.gumzo.streams.Ranges;
import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Withheld;
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
       WHERE m.id = $1 AND NOT r.hidden AND NOT %s
      """
          .formatted(Withheld.COVERS.formatted("m.position"));

  private static final String BEFORE =
      "WHERE m.conversation_id = $1 AND m.position < $3 ORDER BY m.position DESC LIMIT $2";
  private static final String FROM =
      "WHERE m.conversation_id = $1 AND m.position >= $3 ORDER BY m.position LIMIT $2";
  private static final String RANGE =
      "WHERE m.conversation_id = $1 AND m.position > $2 AND m.position <= $3";

  /** Each part by itself, so that however much is withheld, nothing of it is read. */
  private static final String SHOWN =
      """
      SELECT m.* FROM unnest($2::bigint[], $3::bigint[]) AS p (after, up_to), LATERAL (
        %1$s WHERE m.conversation_id = $1 AND m.position > p.after AND m.position <= p.up_to
               AND m.position >= $4 AND m.position < $5
         ORDER BY m.position %2$s LIMIT $6) m
       ORDER BY m.position %2$s LIMIT $6
      """;

  private static final String SHOWN_NEWEST = SHOWN.formatted(SELECT, "DESC");
  private static final String SHOWN_OLDEST = SHOWN.formatted(SELECT, "");

  private static final String OF_RANGES =
      Ranges.select(Message.COLUMNS, "messages m", "m.conversation_id", "m.text");

  private static final String LAST =
      """
      SELECT position FROM messages
       WHERE conversation_id = $1 AND at <= $2 ORDER BY position DESC LIMIT 1
      """;

  /**
   * @param position as the one who asks sees it
   * @param rewritten the last position that changed what is at earlier ones
   * @param withheld what the one who asks does not see
   */
  record Head(long position, long rewritten, Withheld withheld) {}

  /** Who asks for which conversation; those who are in it have a row with its head. */
  private static final String OF_MEMBERS =
      """
        FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS a (conversation, account, line)
        JOIN members r ON r.conversation_id = a.conversation AND r.account_id = a.account
                      AND NOT r.hidden
        JOIN streams s ON s.id = a.conversation
      """;

  private static final String HEADS =
      "SELECT a.line, s.head, s.rewritten, " + Withheld.COLUMNS + OF_MEMBERS;

  private static final String LATEST =
      "SELECT a.line, s.head, r.withheld, m.*"
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
   * @param withheld something of it is not for the one who asks
   */
  record Found(long head, boolean withheld, List<Message> newestFirst) {}

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
                      Optional.of(
                          new Found(
                              row.getLong("head"),
                              row.getBoolean("withheld"),
                              new ArrayList<>(counts[line]))));
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
              rows.forEach(row -> found.set(row.getInteger("line") - 1, Optional.of(head(row))));
              return found;
            });
  }

  private static Head head(Row row) {
    var withheld = Withheld.of(row);
    return new Head(withheld.head(row.getLong("head")), row.getLong("rewritten"), withheld);
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

  /**
   * As {@link #before} and {@link #from}, of the shown parts alone; newest or oldest first.
   *
   * @param from the positions in question, the second excluded
   */
  Future<List<Message>> shown(
      UUID conversation, Withheld withheld, long from, long below, int limit, boolean newest) {
    var parts = withheld.shown();
    return database
        .query(
            newest ? SHOWN_NEWEST : SHOWN_OLDEST,
            conversation,
            parts.stream().map(Withheld.Part::after).toArray(Long[]::new),
            parts.stream().map(Withheld.Part::upTo).toArray(Long[]::new),
            from,
            below,
            limit)
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
