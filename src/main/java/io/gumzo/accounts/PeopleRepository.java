package io.gumzo.accounts;

import io.gumzo.accounts.Cursor.Part;
import io.gumzo.persistence.Database;
import io.gumzo.problem.Problem;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists and searches people. A search has parts, each with its own index, and reads the next one
 * only while the page is not full; nobody is in two of them.
 */
final class PeopleRepository {
  /** Shorter texts have no trigrams to speak of: only beginnings are found. */
  private static final int SHORTEST_SIMILAR = 3;

  /** Shorter ones are a part of too many names. */
  private static final int SHORTEST_PART = 4;

  /** Of one kind, to choose the best from. */
  private static final int MOST_ALIKE = 200;

  /** No name's key is beyond its beginning followed by the last character of all. */
  private static final String LAST = new String(Character.toChars(Character.MAX_CODE_POINT));

  /** One person, and after whom that is. */
  private record Hit(Account account, Cursor cursor) {}

  private static final String EVERYBODY =
      """
      SELECT %s, 0 AS rank, '' AS key, lower(username) AS lower_username
        FROM accounts
       WHERE lower(username) > $1
       ORDER BY lower(username)
       LIMIT $2
      """
          .formatted(AccountRows.ACCOUNT);

  private static final String EXACT =
      """
      SELECT * FROM (
        SELECT %1$s, 0 AS rank, '' AS key, lower(username) AS lower_username
          FROM accounts WHERE lower(username) = $1
        UNION ALL
        (SELECT %1$s, 1, '', lower(username)
           FROM accounts
          WHERE display_key = $1 AND display_key <> lower(username)
            AND (1, lower(username)) > ($2, $3)
          ORDER BY lower(username) LIMIT $4)) AS hits
       WHERE (rank, lower_username) > ($2, $3)
       ORDER BY rank, lower_username
       LIMIT $4
      """
          .formatted(AccountRows.ACCOUNT);

  private static final String USERNAME_BEGINS =
      """
      SELECT %s, 0 AS rank, '' AS key, lower(username) AS lower_username
        FROM accounts
       WHERE lower(username) > greatest($1, $3) AND lower(username) < $2 AND display_key <> $1
       ORDER BY lower(username)
       LIMIT $4
      """
          .formatted(AccountRows.ACCOUNT);

  private static final String DISPLAY_NAME_BEGINS =
      """
      SELECT %s, 0 AS rank, display_key AS key, lower(username) AS lower_username
        FROM accounts
       WHERE display_key > $1 AND display_key < $2 AND display_key <> lower(username)
         AND NOT (lower(username) >= $1 AND lower(username) < $2)
         AND (display_key, lower(username)) > ($3, $4)
       ORDER BY display_key, lower(username)
       LIMIT $5
      """
          .formatted(AccountRows.ACCOUNT);

  /** Names with one mistake, in the order of {@link Slips}: each is looked up in an index. */
  static final String SLIPS =
      """
      SELECT hits.*, rank::int AS rank, slip AS key, lower(username) AS lower_username
        FROM unnest($1::text[]) WITH ORDINALITY AS slips (slip, rank), LATERAL (
          (SELECT %1$s, display_key FROM accounts WHERE lower(username) = slip)
          UNION ALL
          (SELECT %1$s, display_key FROM accounts
            WHERE display_key = slip AND display_key <> lower(username)
              AND lower(username) <> ALL ($1)
              AND NOT (lower(username) >= $2 AND lower(username) < $3)
              AND (rank, slip, lower(username)) > ($4, $5, $6)
            ORDER BY lower(username) LIMIT $7)) AS hits
       WHERE NOT (lower(username) >= $2 AND lower(username) < $3)
         AND NOT (display_key >= $2 AND display_key < $3)
         AND (rank, slip, lower(username)) > ($4, $5, $6)
       ORDER BY rank, slip, lower(username)
       LIMIT $7
      """
          .formatted(AccountRows.ACCOUNT);

  /**
   * For {@link #HOLDS} and {@link #SIMILAR}, until the transaction's end. A typing error leaves
   * half of a name's trigrams. Of the first rows that do, the planner expects to find enough
   * wherever it begins, and is wrong for what nobody is called: only bitmaps of the index are
   * bounded.
   */
  private static final String BOUNDED =
      """
      SELECT set_config('pg_trgm.word_similarity_threshold', '0.5', true),
             set_config('enable_seqscan', 'off', true),
             set_config('enable_indexscan', 'off', true),
             set_config('plan_cache_mode', 'force_generic_plan', true)
      """;

  /** For {@link #SLIPS}: a plan of its own for each of them takes longer than the search. */
  private static final String GENERIC =
      "SELECT set_config('plan_cache_mode', 'force_generic_plan', true)";

  /**
   * Rank: the less, the more alike, from -1000. A tenth of everybody may have such a name: the
   * first so many in the order of the table are enough to choose from.
   */
  private static final String BY_TRIGRAMS =
      """
      SELECT * FROM (
        SELECT hits.*, '' AS key, lower(username) AS lower_username,
               -round(1000 * greatest(
                 similarity(lower(username), $1),
                 similarity(display_key, $1),
                 word_similarity($1, display_key)))::int AS rank
          FROM (
            SELECT %1$s, display_key FROM accounts
             WHERE %2$s
               AND NOT (lower(username) >= $1 AND lower(username) < $4)
               AND NOT (display_key >= $1 AND display_key < $4)
               AND lower(username) <> ALL ($2) AND display_key <> ALL ($2)
             LIMIT %3$d) AS hits) AS ranked
       WHERE (rank, lower_username) > ($5, $6)
       ORDER BY rank, lower_username
       LIMIT $7
      """;

  private static final String PART = "lower(username) || ' ' || display_key LIKE $3";

  static final String HOLDS = BY_TRIGRAMS.formatted(AccountRows.ACCOUNT, PART, MOST_ALIKE);

  static final String SIMILAR =
      BY_TRIGRAMS.formatted(
          AccountRows.ACCOUNT,
          "$1 <% (lower(username) || ' ' || display_key) AND (" + PART + ") IS NOT TRUE",
          MOST_ALIKE);

  private final Database database;

  PeopleRepository(Database database) {
    this.database = database;
  }

  Future<AccountPage> find(FindAccounts ask) {
    String query = ask.query() == null ? "" : Names.key(ask.query().replace("\0", ""));
    Part first = query.isEmpty() ? Part.EVERYBODY : Part.EXACT;
    Cursor after = ask.cursor() == null ? Cursor.startOf(first) : Cursor.decode(ask.cursor());
    if ((after.part() == Part.EVERYBODY) != query.isEmpty()) {
      throw Problem.invalid("cursor", "cursor", "must be the `next` of a page of this list");
    }
    return fill(new ArrayList<>(), query, after, ask.limit() + 1)
        .map(hits -> page(hits, ask.limit()));
  }

  private Future<List<Hit>> fill(List<Hit> hits, String query, Cursor after, int wanted) {
    return read(query, after, wanted - hits.size())
        .compose(
            more -> {
              hits.addAll(more);
              Part next = next(after.part(), query);
              return hits.size() >= wanted || next == null
                  ? Future.succeededFuture(hits)
                  : fill(hits, query, Cursor.startOf(next), wanted);
            });
  }

  private static Part next(Part part, String query) {
    return switch (part) {
      case EVERYBODY, SIMILAR -> null;
      case EXACT -> Part.USERNAME_BEGINS;
      case USERNAME_BEGINS -> Part.DISPLAY_NAME_BEGINS;
      case DISPLAY_NAME_BEGINS -> length(query) < SHORTEST_SIMILAR ? null : Part.SLIPS;
      case SLIPS -> length(query) < SHORTEST_PART ? Part.SIMILAR : Part.HOLDS;
      case HOLDS -> Part.SIMILAR;
    };
  }

  private Future<List<Hit>> read(String query, Cursor after, int limit) {
    String end = query + LAST;
    return (switch (after.part()) {
          case EVERYBODY -> database.query(EVERYBODY, after.username(), limit);
          case EXACT -> database.query(EXACT, query, after.rank(), after.username(), limit);
          case USERNAME_BEGINS ->
              database.query(USERNAME_BEGINS, query, end, after.username(), limit);
          case DISPLAY_NAME_BEGINS ->
              database.query(DISPLAY_NAME_BEGINS, query, end, after.key(), after.username(), limit);
          case SLIPS ->
              within(
                  GENERIC,
                  SLIPS,
                  Slips.of(query),
                  query,
                  end,
                  (long) after.rank(),
                  after.key(),
                  after.username(),
                  limit);
          case HOLDS -> byTrigrams(HOLDS, query, end, after, limit);
          case SIMILAR -> byTrigrams(SIMILAR, query, end, after, limit);
        })
        .map(rows -> hits(rows, after.part()));
  }

  private Future<RowSet<Row>> byTrigrams(
      String sql, String query, String end, Cursor after, int limit) {
    return within(
        BOUNDED,
        sql,
        query,
        Slips.of(query),
        part(query),
        end,
        after.rank(),
        after.username(),
        limit);
  }

  /** With settings that hold until the transaction ends. */
  private Future<RowSet<Row>> within(String settings, String sql, Object... parameters) {
    return database.transaction(
        transaction ->
            Database.query(transaction, settings)
                .compose(set -> Database.query(transaction, sql, parameters)));
  }

  private static List<Hit> hits(RowSet<Row> rows, Part part) {
    List<Hit> hits = new ArrayList<>(rows.size());
    for (Row row : rows) {
      hits.add(
          new Hit(
              AccountRows.account(row),
              new Cursor(
                  part,
                  row.getInteger("rank"),
                  row.getString("key"),
                  row.getString("lower_username"))));
    }
    return hits;
  }

  private static AccountPage page(List<Hit> hits, int limit) {
    List<Account> items = hits.stream().limit(limit).map(Hit::account).toList();
    return new AccountPage(
        items, hits.size() > limit ? hits.get(limit - 1).cursor().encode() : null);
  }

  /** A pattern for names that hold the text; null, which nothing is like, for a short one. */
  private static String part(String text) {
    return length(text) < SHORTEST_PART
        ? null
        : "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
