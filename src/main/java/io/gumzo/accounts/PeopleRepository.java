package io.gumzo.accounts;

import io.gumzo.accounts.Cursor.Part;
import io.gumzo.persistence.Database;
import io.gumzo.problem.Problem;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Lists and searches people. A search has parts, each with its own index, and reads the next one
 * only while the page is not full; nobody is in two of them.
 */
final class PeopleRepository {
  /** Two letters may be in each other's place. */
  private static final int SHORTEST_SLIP = 2;

  /** Shorter texts have no trigrams to speak of. */
  private static final int SHORTEST_SIMILAR = 3;

  /** Shorter ones are a part of too many names. */
  private static final int SHORTEST_PART = 4;

  /** A typing error leaves half of a name's trigrams. */
  private static final String ALIKE = "0.5";

  /** A first name alone can be half of a whole one, and thousands have it. */
  private static final String WORDS_ALIKE = "0.6";

  /** No name's key is beyond its beginning followed by the last character of all. */
  private static final String LAST = new String(Character.toChars(Character.MAX_CODE_POINT));

  /** One person, and after whom that is. */
  private record Hit(Account account, Cursor cursor) {}

  /**
   * @param asker null when nobody in particular asks
   */
  private record Search(String query, UUID asker) {}

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
    return fill(new ArrayList<>(), new Search(query, ask.asker()), after, ask.limit() + 1)
        .map(hits -> page(hits, ask.limit()));
  }

  private Future<List<Hit>> fill(List<Hit> hits, Search search, Cursor after, int wanted) {
    return read(search, after, wanted - hits.size())
        .compose(
            more -> {
              hits.addAll(more);
              Part next = next(after.part(), search.query());
              return hits.size() >= wanted || next == null
                  ? Future.succeededFuture(hits)
                  : fill(hits, search, Cursor.startOf(next), wanted);
            });
  }

  private static Part next(Part part, String query) {
    return switch (part) {
      case EVERYBODY, SIMILAR -> null;
      case EXACT -> Part.CONTACTS;
      case CONTACTS -> Part.USERNAME_BEGINS;
      case USERNAME_BEGINS -> Part.NAME_BEGINS;
      case NAME_BEGINS -> length(query) < SHORTEST_SLIP ? null : Part.SLIPS;
      case SLIPS -> {
        int length = length(query);
        yield length < SHORTEST_SIMILAR ? null : length < SHORTEST_PART ? Part.SIMILAR : Part.HOLDS;
      }
      case HOLDS -> Part.SIMILAR;
    };
  }

  private Future<List<Hit>> read(Search search, Cursor after, int limit) {
    String query = search.query();
    UUID asker = search.asker();
    String end = query + LAST;
    String username = after.person();
    return (switch (after.part()) {
          case EVERYBODY -> database.query(PeopleSql.EVERYBODY, username, limit);
          case EXACT -> database.query(PeopleSql.EXACT, query, after.rank(), username, limit);
          case CONTACTS ->
              database.query(
                  PeopleSql.CONTACTS, query, Slips.of(query), after.rank(), username, limit, asker);
          case USERNAME_BEGINS ->
              database.query(PeopleSql.USERNAME_BEGINS, query, end, username, limit, asker);
          case NAME_BEGINS ->
              database.query(
                  PeopleSql.NAME_BEGINS,
                  query,
                  end,
                  after.key().isEmpty() ? query : after.key(),
                  after.id(),
                  limit,
                  asker);
          case SLIPS ->
              within(
                  PeopleSql.GENERIC,
                  new Object[0],
                  PeopleSql.SLIPS,
                  Slips.of(query),
                  query,
                  end,
                  (long) after.rank(),
                  after.key(),
                  after.id(),
                  limit,
                  asker);
          case HOLDS -> byTrigrams(PeopleSql.HOLDS, search, end, after, limit);
          case SIMILAR -> byTrigrams(PeopleSql.SIMILAR, search, end, after, limit);
        })
        .map(rows -> hits(rows, after.part()));
  }

  private Future<RowSet<Row>> byTrigrams(
      String sql, Search search, String end, Cursor after, int limit) {
    String query = search.query();
    return within(
        PeopleSql.BOUNDED,
        new Object[] {query.indexOf(' ') < 0 ? ALIKE : WORDS_ALIKE},
        sql,
        query,
        Slips.of(query),
        part(query),
        end,
        after.rank(),
        after.person(),
        limit,
        search.asker());
  }

  /** With settings that hold until the transaction ends. */
  private Future<RowSet<Row>> within(
      String settings, Object[] values, String sql, Object... parameters) {
    return database.transaction(
        transaction ->
            Database.query(transaction, settings, values)
                .compose(set -> Database.query(transaction, sql, parameters)));
  }

  private static List<Hit> hits(RowSet<Row> rows, Part part) {
    List<Hit> hits = new ArrayList<>(rows.size());
    for (Row row : rows) {
      hits.add(
          new Hit(
              AccountRows.account(row),
              new Cursor(
                  part, row.getInteger("rank"), row.getString("key"), row.getString("person"))));
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
