package io.gumzo.conversations;

import io.gumzo.persistence.Database;
import io.gumzo.streams.CheckMember;
import io.gumzo.streams.Streams.Members;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The tables {@code conversations} and {@code members}, and snapshots of them. */
final class ConversationRepository {
  /** Of the conversations of an account, which is to be filled in. */
  static final String SNAPSHOT =
      """
      SELECT c.id AS conversation, c.kind, date_trunc('milliseconds', c.created_at) AS created_at,
             s.head, s.message_count, s.moved_at, r.read_position, r.read_number, r.may_post,
             array(SELECT o.account_id FROM members o
                    WHERE o.conversation_id = c.id ORDER BY o.account_id) AS member_ids,
             array(SELECT o.role FROM members o
                    WHERE o.conversation_id = c.id ORDER BY o.account_id) AS member_roles,
             m.*
        FROM members r
        JOIN conversations c ON c.id = r.conversation_id
        JOIN streams s ON s.id = r.conversation_id
        LEFT JOIN LATERAL (SELECT * FROM messages l WHERE l.conversation_id = c.id
                            ORDER BY l.position DESC LIMIT 1) m ON true
       WHERE r.account_id = %s
      """;

  private static final String ONE = SNAPSHOT.formatted("$1") + " AND r.conversation_id = $2";

  private static final String LATEST =
      SNAPSHOT.formatted("$1")
          + """
           AND ($2::timestamptz IS NULL OR (s.moved_at, s.id) < ($2, $3))
         ORDER BY s.moved_at DESC, s.id DESC LIMIT $4
        """;

  private static final String CONTACTS =
      "SELECT FROM contacts WHERE account_id = $1 AND contact_id = $2";

  private static final String MEMBERSHIPS =
      """
      SELECT EXISTS (SELECT FROM members r WHERE r.conversation_id = a.conversation
                                             AND r.account_id = a.account) AS is_member
        FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS a (conversation, account, line)
       ORDER BY a.line
      """;

  private static final String MEMBERS =
      """
      SELECT s.audience, array(SELECT account_id FROM members WHERE conversation_id = s.id) AS ids
        FROM streams s WHERE s.id = $1
      """;

  private final Database database;

  ConversationRepository(Database database) {
    this.database = database;
  }

  Future<Optional<Snapshot>> snapshot(UUID account, UUID conversation) {
    return database
        .query(ONE, account, conversation)
        .map(rows -> snapshots(rows).stream().findFirst());
  }

  static Future<Optional<Snapshot>> snapshot(
      SqlConnection transaction, UUID account, UUID conversation) {
    return Database.query(transaction, ONE, account, conversation)
        .map(rows -> snapshots(rows).stream().findFirst());
  }

  /**
   * The latest activity first.
   *
   * @param before null for the first page
   */
  Future<List<Snapshot>> latest(UUID account, ConversationCursor before, int limit) {
    return database
        .query(
            LATEST,
            account,
            before == null ? null : before.movedAt().atOffset(ZoneOffset.UTC),
            before == null ? null : before.conversation(),
            limit)
        .map(ConversationRepository::snapshots);
  }

  Future<Optional<UUID>> of(Pair pair) {
    return database
        .query(PairConversation.FIND, pair.first(), pair.second())
        .map(PairConversation::id);
  }

  static Future<Boolean> areContacts(SqlConnection transaction, UUID one, UUID other) {
    return Database.query(transaction, CONTACTS, one, other).map(rows -> rows.size() == 1);
  }

  /** Whether each is a member, in their order. */
  Future<List<Boolean>> areMembers(List<CheckMember> asked) {
    return database
        .query(
            MEMBERSHIPS,
            asked.stream().map(CheckMember::conversation).toArray(UUID[]::new),
            asked.stream().map(CheckMember::account).toArray(UUID[]::new))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> row.getBoolean("is_member"))
                    .toList());
  }

  Future<Members> members(UUID conversation) {
    return database
        .query(MEMBERS, conversation)
        .map(rows -> rows.size() == 0 ? new Members(1, Set.of()) : members(rows.iterator().next()));
  }

  private static Members members(Row row) {
    return new Members(
        row.getLong("audience"), Set.copyOf(Arrays.asList(row.getArrayOfUUIDs("ids"))));
  }

  private static List<Snapshot> snapshots(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(Snapshot::from).toList();
  }
}
