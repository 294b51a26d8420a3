package io.gumzo.conversations;

import io.gumzo.accounts.Account;
import io.gumzo.persistence.Database;
import io.gumzo.streams.EventAppender;
import io.gumzo.streams.StreamEvent;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The conversation of two people, within a transaction that has the lock of the {@link Pair}. */
public final class PairConversation {
  public static final String ADDED = "conversation-added";

  static final String FIND = "SELECT id FROM conversations WHERE first_id = $1 AND second_id = $2";

  private static final String INSERT =
      """
      INSERT INTO conversations (id, kind, first_id, second_id, created_at)
      SELECT id, 'one-to-one', $2, $3, moved_at FROM streams WHERE id = $1
      """;

  private static final String JOIN =
      "INSERT INTO members (conversation_id, account_id) VALUES ($1, $2), ($1, $3)";

  private static final String JOIN_STRANGER =
      """
      INSERT INTO members (conversation_id, account_id, accepted, hidden)
      VALUES ($1, $2, true, false), ($1, $3, false, true)
      """;

  private PairConversation() {}

  public static Future<Optional<UUID>> find(SqlConnection transaction, Pair pair) {
    return Database.query(transaction, FIND, pair.first(), pair.second()).map(PairConversation::id);
  }

  /** Of the rows of {@link #FIND}. */
  static Optional<UUID> id(RowSet<Row> rows) {
    return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next().getUUID("id"));
  }

  /** Of a pair that has none; to be told with {@link #added}. */
  public static Future<Void> create(SqlConnection transaction, UUID conversation, Pair pair) {
    return EventAppender.createConversation(transaction, conversation)
        .compose(
            made -> Database.query(transaction, INSERT, conversation, pair.first(), pair.second()))
        .compose(
            made -> Database.query(transaction, JOIN, conversation, pair.first(), pair.second()))
        .mapEmpty();
  }

  /**
   * As {@link #create}, by somebody whom the other one does not know: for that one the conversation
   * exists with the first message.
   */
  static Future<Void> createByStranger(
      SqlConnection transaction, UUID conversation, Pair pair, UUID stranger) {
    return EventAppender.createConversation(transaction, conversation)
        .compose(
            made -> Database.query(transaction, INSERT, conversation, pair.first(), pair.second()))
        .compose(
            made ->
                Database.query(
                    transaction, JOIN_STRANGER, conversation, stranger, pair.other(stranger)))
        .mapEmpty();
  }

  /**
   * Appends to the personal stream of a member that there is a new conversation. Whoever tells both
   * does so in the order of their ids.
   *
   * @param accounts both
   */
  public static Future<StreamEvent> added(
      SqlConnection transaction,
      UUID member,
      Pair pair,
      UUID conversation,
      Map<UUID, Account> accounts) {
    return ConversationRepository.snapshot(transaction, member, conversation)
        .compose(
            snapshot ->
                EventAppender.append(
                    transaction,
                    member,
                    ADDED,
                    pair.other(member),
                    snapshot.orElseThrow().with(accounts)));
  }
}
