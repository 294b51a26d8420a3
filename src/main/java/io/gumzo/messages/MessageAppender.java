package io.gumzo.messages;

import com.github.f4b6a3.uuid.UuidCreator;
import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes a batch of messages in one transaction of two statements, sent without waiting in between.
 *
 * <p>The first locks the streams, in the order of their ids. The second sees whatever was committed
 * before the locks were had, so it finds every message that a repeated client id was posted as, and
 * takes positions for the new ones only: no position is ever left empty.
 */
final class MessageAppender {
  private static final String LOCK =
      """
      SELECT id FROM streams WHERE id = ANY($1) ORDER BY id FOR UPDATE
      """;

  private static final String APPEND =
      """
      WITH asked AS (
        SELECT a.*, s.audience, r.account_id IS NOT NULL AS member
          FROM unnest($1::int[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[])
               AS a (line, id, conversation_id, sender_id, client_id, text)
          JOIN streams s ON s.id = a.conversation_id
          JOIN members r ON r.conversation_id = a.conversation_id AND r.account_id = a.sender_id),
      known AS (
        SELECT m.*
          FROM (SELECT DISTINCT conversation_id, sender_id, client_id FROM asked) a
          JOIN messages m USING (conversation_id, sender_id, client_id)),
      fresh AS (
        SELECT f.*, row_number() OVER (PARTITION BY conversation_id ORDER BY line) AS nth
          FROM (SELECT DISTINCT ON (conversation_id, sender_id, client_id) *
                  FROM asked ORDER BY conversation_id, sender_id, client_id, line) f
         WHERE NOT EXISTS (
           SELECT 1 FROM known k
            WHERE (k.conversation_id, k.sender_id, k.client_id)
                = (f.conversation_id, f.sender_id, f.client_id))),
      moved AS (
        UPDATE streams s
           SET head = s.head + n.count, message_count = s.message_count + n.count,
               moved_at = clock_timestamp()
          FROM (SELECT conversation_id, count(*) FROM fresh GROUP BY conversation_id) n
         WHERE s.id = n.conversation_id
        RETURNING s.id, s.head - n.count AS head, s.message_count - n.count AS message_count,
                  date_trunc('milliseconds', s.moved_at) AS at),
      posted AS (
        INSERT INTO messages (conversation_id, position, number, id, sender_id, client_id,
                              audience, at, text)
        SELECT f.conversation_id, v.head + f.nth, v.message_count + f.nth, f.id, f.sender_id,
               f.client_id, f.audience, v.at, f.text
          FROM fresh f JOIN moved v ON v.id = f.conversation_id
        RETURNING *),
      read AS (
        UPDATE members r SET read_position = p.position, read_number = p.number
          FROM (SELECT conversation_id, sender_id, max(position) AS position, max(number) AS number
                  FROM posted GROUP BY conversation_id, sender_id) p
         WHERE r.conversation_id = p.conversation_id AND r.account_id = p.sender_id),
      """
          + " found AS (SELECT m.*, true AS new FROM posted m"
          + " UNION ALL SELECT m.*, false FROM known m)"
          + " SELECT a.line, m.new, "
          + Message.COLUMNS
          + " FROM asked a JOIN found m USING (conversation_id, sender_id, client_id)"
          + " ORDER BY m.conversation_id, m.position, a.line";

  private final Database database;

  MessageAppender(Database database) {
    this.database = database;
  }

  /**
   * @param audience the version of the member list under which it was written
   * @param isNew true for one line only of those that carry the same client id
   */
  record Appended(Message message, long audience, boolean isNew) {}

  /**
   * All or none. A line without a result is from somebody who is not in the conversation.
   *
   * @return one entry per line, in the order of the lines
   */
  Future<List<Optional<Appended>>> append(List<PostMessage> lines) {
    UUID[] conversations =
        lines.stream().map(PostMessage::conversation).distinct().toArray(UUID[]::new);
    return database.connection(
        connection -> {
          Future<?> begun = connection.query("BEGIN").execute();
          Future<?> locked = Database.query(connection, LOCK, (Object) conversations);
          var appended = connection.preparedQuery(APPEND).execute(parameters(lines));
          Future<?> committed = connection.query("COMMIT").execute();
          return Future.join(begun, locked, appended, committed)
              .recover(failure -> rollBack(connection, failure))
              .map(done -> results(appended.result(), lines.size()));
        });
  }

  private static <T> Future<T> rollBack(SqlConnection connection, Throwable failure) {
    return connection
        .query("ROLLBACK")
        .execute()
        .transform(rolledBack -> Future.failedFuture(failure));
  }

  private static Tuple parameters(List<PostMessage> lines) {
    int count = lines.size();
    var numbers = new Integer[count];
    var ids = new UUID[count];
    var conversations = new UUID[count];
    var senders = new UUID[count];
    var clientIds = new UUID[count];
    var texts = new String[count];
    for (int line = 0; line < count; line++) {
      PostMessage post = lines.get(line);
      numbers[line] = line;
      ids[line] = UuidCreator.getTimeOrderedEpochPlus1();
      conversations[line] = post.conversation();
      senders[line] = post.sender();
      clientIds[line] = post.clientId();
      texts[line] = post.text();
    }
    return Tuple.of(numbers, ids, conversations, senders, clientIds, texts);
  }

  private static List<Optional<Appended>> results(Iterable<Row> rows, int lines) {
    var results = new ArrayList<Optional<Appended>>();
    for (int line = 0; line < lines; line++) {
      results.add(Optional.empty());
    }
    UUID last = null;
    for (Row row : rows) {
      Message message = Message.from(row);
      boolean repeated = message.id().equals(last);
      last = message.id();
      results.set(
          row.getInteger("line"),
          Optional.of(
              new Appended(message, row.getLong("audience"), row.getBoolean("new") && !repeated)));
    }
    return results;
  }
}
