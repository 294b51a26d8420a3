package io.gumzo.messages;

import com.github.f4b6a3.uuid.UuidCreator;
import io.gumzo.json.Json;
import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Writes a batch of messages in one statement, the function {@code append_messages} of V003. */
final class MessageAppender {
  private static final String APPEND =
      """
      SELECT * FROM append_messages($1, $2, $3, $4, $5)
      """;

  private final Database database;

  MessageAppender(Database database) {
    this.database = database;
  }

  /**
   * @param json the message, encoded
   * @param audience the version of the member list under which it was written
   * @param isNew true for one line only of those that carry the same client id
   */
  record Appended(Message message, Buffer json, long audience, boolean isNew) {}

  /**
   * All or none. A line without a result is from somebody who is not in the conversation.
   *
   * @return one entry per line, in the order of the lines
   */
  Future<List<Optional<Appended>>> append(List<PostMessage> lines) {
    return database.query(APPEND, parameters(lines)).map(rows -> results(rows, lines.size()));
  }

  private static Object[] parameters(List<PostMessage> lines) {
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
          row.getInteger("line") - 1,
          Optional.of(
              new Appended(
                  message,
                  Json.encode(message),
                  row.getLong("audience"),
                  row.getBoolean("new") && !repeated)));
    }
    return results;
  }
}
