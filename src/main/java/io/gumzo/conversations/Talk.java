package io.gumzo.conversations;

import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A conversation of two under the locks of its stream and its members.
 *
 * @param head of the stream, with so many messages up to there
 */
record Talk(UUID id, long head, long messageCount, Map<UUID, Side> sides) {
  private static final String LOCK_STREAM = "SELECT FROM streams WHERE id = $1 FOR UPDATE";

  private static final String LOCK_MEMBERS =
      """
      SELECT r.account_id, r.accepted, r.writable, r.hidden, r.read_number, s.head, s.message_count
        FROM members r JOIN streams s ON s.id = r.conversation_id
       WHERE r.conversation_id = $1
         FOR UPDATE OF r
      """;

  private static final String ACCEPT =
      "UPDATE members SET accepted = $3 WHERE conversation_id = $1 AND account_id = $2";

  /**
   * One of the two.
   *
   * @param accepted takes what the other writes, whatever the settings say
   * @param writable the other takes what this one writes
   * @param hidden to this one the conversation does not exist yet
   */
  record Side(boolean accepted, boolean writable, boolean hidden, long readNumber) {
    private static Side from(Row row) {
      return new Side(
          row.getBoolean("accepted"),
          row.getBoolean("writable"),
          row.getBoolean("hidden"),
          row.getLong("read_number"));
    }
  }

  /** The stream first and then its members, as a batch of posts locks them. */
  static Future<Talk> lock(SqlConnection transaction, UUID conversation) {
    return Database.query(transaction, LOCK_STREAM, conversation)
        .compose(locked -> Database.query(transaction, LOCK_MEMBERS, conversation))
        .map(
            rows -> {
              var sides = new HashMap<UUID, Side>();
              rows.forEach(row -> sides.put(row.getUUID("account_id"), Side.from(row)));
              Row any = rows.iterator().next();
              return new Talk(
                  conversation, any.getLong("head"), any.getLong("message_count"), sides);
            });
  }

  Side of(UUID account) {
    return sides.get(account);
  }

  Future<Void> accept(SqlConnection transaction, UUID account, boolean accepted) {
    return Database.query(transaction, ACCEPT, id, account, accepted).mapEmpty();
  }
}
