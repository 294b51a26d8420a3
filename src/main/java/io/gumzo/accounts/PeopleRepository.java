package io.gumzo.accounts;

import io.gumzo.accounts.Cursor.Part;
import io.gumzo.persistence.Database;
import io.gumzo.problem.Problem;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Lists and searches people. A search has parts, each with its own index, and reads the next one
 * only while the page is not full; nobody is in two of them.
 */
final class PeopleRepository {
  /** Shorter texts have no trigrams to speak of: only beginnings are found. */
  private static final int SHORTEST_SIMILAR = 3;

  /** Shorter ones are a part of too many names. */
  private static final int SHORTEST_PART = 4;

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
        SELECT %1$s, 1, '', lower(username)
          FROM accounts WHERE display_key = $1 AND display_key <> lower(username)) AS hits
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

  /**
   * For {@link #SIMILAR}, until the transaction's end; one swapped pair leaves little in common.
   */
  private static final String THRESHOLDS =
      """
      SELECT set_config('pg_trgm.similarity_threshold', $1, true),
             set_config('pg_trgm.word_similarity_threshold', '0.5', true)
      """;

  /**
   * Rank: the less, the more alike, from -1000. A part of a name counts as much as six tenths, two
   * neighbouring letters in each other's place as nine.
   */
  static final String SIMILAR =
      """
      SELECT * FROM (
        SELECT %s, '' AS key, lower(username) AS lower_username,
               -round(1000 * greatest(
                 similarity(lower(username), $1),
                 similarity(display_key, $1),
                 word_similarity($1, display_key),
                 CASE WHEN lower(username) = ANY ($2) OR display_key = ANY ($2) THEN 0.9
                      WHEN lower(username) LIKE $3 OR display_key LIKE $3 THEN 0.6
                 END))::int AS rank
          FROM accounts
         WHERE (lower(username) %% $1 OR display_key %% $1 OR $1 <%% display_key
                OR lower(username) LIKE $3 OR display_key LIKE $3
                OR lower(username) = ANY ($2)
                OR display_key = ANY ($2) AND display_key <> lower(username))
           AND NOT (lower(username) >= $1 AND lower(username) < $4)
           AND NOT (display_key >= $1 AND display_key < $4)) AS hits
       WHERE (rank, lower_username) > ($5, $6)
       ORDER BY rank, lower_username
       LIMIT $7
      """
          .formatted(AccountRows.ACCOUNT);

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
      case DISPLAY_NAME_BEGINS -> length(query) < SHORTEST_SIMILAR ? null : Part.SIMILAR;
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
          case SIMILAR -> similar(query, end, after, limit);
        })
        .map(rows -> hits(rows, after.part()));
  }

  private Future<RowSet<Row>> similar(String query, String end, Cursor after, int limit) {
    return database.transaction(
        transaction ->
            Database.query(transaction, THRESHOLDS, threshold(query))
                .compose(
                    set ->
                        Database.query(
                            transaction,
                            SIMILAR,
                            query,
                            swaps(query),
                            part(query),
                            end,
                            after.rank(),
                            after.username(),
                            limit)));
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

  /** The text with each two neighbouring letters in each other's place. */
  private static String[] swaps(String text) {
    int[] letters = text.codePoints().toArray();
    return IntStream.range(0, letters.length - 1)
        .filter(index -> letters[index] != letters[index + 1])
        .mapToObj(
            index -> {
              int[] swapped = letters.clone();
              swapped[index] = letters[index + 1];
              swapped[index + 1] = letters[index];
              return new String(swapped, 0, swapped.length);
            })
        .toArray(String[]::new);
  }

  /**
   * A typing error leaves little in common. Of three letters one trigram in four would do, and that
   * many names have.
   */
  private static String threshold(String query) {
    return length(query) == SHORTEST_SIMILAR ? "0.3" : "0.25";
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
