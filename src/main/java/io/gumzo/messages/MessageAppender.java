package io.gumzo.messages;

import com.github.f4b6a3.uuid.UuidCreator;
import io.gumzo.json.Json;
import io.gumzo.persistence.Database;
import io.gumzo.persistence.Pipeline;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Writes a batch of messages in one statement, the function {@code append_messages} of V003. */
final class MessageAppender {
  private static final String APPEND =
      """
      SELECT line, new, id, position, number, at, audience, text
        FROM append_messages($1, $2, $3, $4, $5)
      """;

  private final Pipeline pipeline;

  MessageAppender(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  /**
   * @param json the message, encoded
   * @param audience the version of the member list under which it was written
   * @param isNew false when its client id was posted before
   */
  record Appended(Message message, Buffer json, long audience, boolean isNew) {}

  /**
   * All or none; after the batches that were given before. A line without a result is from somebody
   * who is not in the conversation, or may not post there.
   *
   * @param lines no two with the same client id
   * @return one entry per line, in the order of the lines
   */
  Future<List<Optional<Appended>>> append(List<PostMessage> lines) {
    return pipeline.query(APPEND, columns(lines)).map(rows -> results(lines, rows));
  }

  /** As {@link #append(List)}, as a part of a transaction. */
  static Future<List<Optional<Appended>>> append(
      SqlConnection transaction, List<PostMessage> lines) {
    return Database.query(transaction, APPEND, columns(lines)).map(rows -> results(lines, rows));
  }

  private static Object[] columns(List<PostMessage> lines) {
    int count = lines.size();
    var ids = new UUID[count];
    var conversations = new UUID[count];
    var senders = new UUID[count];
    var clientIds = new UUID[count];
    var texts = new String[count];
    for (int line = 0; line < count; line++) {
      PostMessage post = lines.get(line);
      ids[line] = UuidCreator.getTimeOrderedEpochPlus1();
      conversations[line] = post.conversation();
      senders[line] = post.sender();
      clientIds[line] = post.clientId();
      texts[line] = post.text();
    }
    return new Object[] {ids, conversations, senders, clientIds, texts};
  }

  private static List<Optional<Appended>> results(List<PostMessage> lines, Iterable<Row> rows) {
    var results =
        new ArrayList<Optional<Appended>>(Collections.nCopies(lines.size(), Optional.empty()));
    for (Row row : rows) {
      int line = row.getInteger("line") - 1;
      results.set(line, Optional.of(appended(lines.get(line), row)));
    }
    return results;
  }

  private static Appended appended(PostMessage post, Row row) {
    boolean isNew = row.getBoolean("new");
    var message =
        new Message(
            row.getUUID("id"),
            post.conversation(),
            row.getLong("position"),
            row.getLong("number"),
            post.sender(),
            post.clientId(),
            isNew ? post.text() : row.getString("text"),
            row.getOffsetDateTime("at").toInstant());
    return new Appended(message, Json.encode(message), row.getLong("audience"), isNew);
  }
}
