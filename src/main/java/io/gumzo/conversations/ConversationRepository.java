package io.gumzo.conversations;

import io.gumzo.persistence.Database;
import io.gumzo.streams.CheckMember;
import io.gumzo.streams.Streams.Members;
import io.gumzo.streams.Streams.Silence;
import io.gumzo.streams.Withheld;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The tables {@code conversations} and {@code members}, and snapshots of them. */
final class ConversationRepository {
  /**
   * Of the conversations of an account, which is to be filled in. As long as something is withheld
   * from it, its conversation ends and rests where that began; and it rests there afterwards, until
   * something comes that is not.
   */
  static final String SNAPSHOT =
      """
      SELECT c.id AS conversation, c.kind, date_trunc('milliseconds', c.created_at) AS created_at,
             CASE WHEN w.lasts THEN w.after_position ELSE s.head END AS head,
             CASE WHEN w.lasts THEN w.after_number ELSE s.message_count END AS message_count,
             coalesce(w.shown_at, s.moved_at) AS moved_at,
             r.read_position, r.read_number, r.writable, r.accepted,
             array(SELECT o.account_id FROM members o
                    WHERE o.conversation_id = c.id ORDER BY o.account_id) AS member_ids,
             array(SELECT o.role FROM members o
                    WHERE o.conversation_id = c.id ORDER BY o.account_id) AS member_roles,
             m.*
        FROM members r
        JOIN conversations c ON c.id = r.conversation_id
        JOIN streams s ON s.id = r.conversation_id
        LEFT JOIN LATERAL (
          SELECT y.up_to IS NULL AS lasts, y.after_position, y.after_number,
                 CASE WHEN s.head <= coalesce(y.up_to, s.head) THEN y.shown_position END
                   AS shown_position,
                 CASE WHEN s.head <= coalesce(y.up_to, s.head) THEN y.shown_at END AS shown_at
            FROM silences y
           WHERE r.withheld AND y.conversation_id = r.conversation_id
             AND y.account_id = r.account_id
           ORDER BY y.from_version DESC LIMIT 1) w ON true
        LEFT JOIN LATERAL (
          SELECT * FROM messages l
           WHERE l.conversation_id = c.id AND l.position <= coalesce(w.shown_position, s.head)
             AND NOT %s
           ORDER BY l.position DESC LIMIT 1) m ON true
       WHERE r.account_id = %%s AND NOT r.hidden
      """
          .formatted(Withheld.COVERS.formatted("l.position"));

  private static final String ONE = SNAPSHOT.formatted("$1") + " AND r.conversation_id = $2";

  private static final String LATEST =
      SNAPSHOT.formatted("$1")
          + """
           AND ($2::timestamptz IS NULL
                OR (coalesce(w.shown_at, s.moved_at), s.id) < ($2, $3))
         ORDER BY coalesce(w.shown_at, s.moved_at) DESC, s.id DESC LIMIT $4
        """;

  private static final String MEMBERSHIPS =
      """
      SELECT r.account_id IS NOT NULL AS is_member, %s
        FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS a (conversation, account, line)
        LEFT JOIN members r ON r.conversation_id = a.conversation AND r.account_id = a.account
                           AND NOT r.hidden
       ORDER BY a.line
      """
          .formatted(Withheld.COLUMNS);

  private static final String MEMBERS =
      """
      SELECT s.audience, array(SELECT account_id FROM members WHERE conversation_id = s.id) AS ids,
             array(SELECT account_id FROM members
                    WHERE conversation_id = s.id AND NOT hidden) AS shown_ids,
             array(SELECT account_id FROM silences WHERE conversation_id = s.id
                    ORDER BY account_id, from_version) AS silent_ids,
             array(SELECT from_version FROM silences WHERE conversation_id = s.id
                    ORDER BY account_id, from_version) AS from_versions,
             array(SELECT coalesce(to_version, 9223372036854775807) FROM silences
                    WHERE conversation_id = s.id
                    ORDER BY account_id, from_version) AS to_versions
        FROM streams s WHERE s.id = $1
      """;

  private static final String OF_PAIR =
      PairConversation.FIND
          + """
             AND EXISTS (SELECT FROM members r WHERE r.conversation_id = id AND r.account_id = $3
                                                 AND NOT r.hidden)
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

  /** The conversation of a pair, if it exists to the account that asks. */
  Future<Optional<UUID>> of(Pair pair, UUID account) {
    return database.query(OF_PAIR, pair.first(), pair.second(), account).map(PairConversation::id);
  }

  /** What is withheld from each; empty for who is no member; in their order. */
  Future<List<Optional<Withheld>>> memberships(List<CheckMember> asked) {
    return database
        .query(
            MEMBERSHIPS,
            asked.stream().map(CheckMember::conversation).toArray(UUID[]::new),
            asked.stream().map(CheckMember::account).toArray(UUID[]::new))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(
                        row ->
                            row.getBoolean("is_member")
                                ? Optional.of(Withheld.of(row))
                                : Optional.<Withheld>empty())
                    .toList());
  }

  Future<Members> members(UUID conversation) {
    return database
        .query(MEMBERS, conversation)
        .map(rows -> rows.size() == 0 ? new Members(1, Set.of()) : members(rows.iterator().next()));
  }

  private static Members members(Row row) {
    UUID[] silent = row.getArrayOfUUIDs("silent_ids");
    Long[] from = row.getArrayOfLongs("from_versions");
    Long[] to = row.getArrayOfLongs("to_versions");
    var silences = new ArrayList<Silence>(silent.length);
    for (int index = 0; index < silent.length; index++) {
      silences.add(new Silence(silent[index], from[index], to[index]));
    }
    return Members.of(
        row.getLong("audience"),
        Set.of(row.getArrayOfUUIDs("ids")),
        Set.of(row.getArrayOfUUIDs("shown_ids")),
        List.copyOf(silences));
  }

  private static List<Snapshot> snapshots(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(Snapshot::from).toList();
  }
}
