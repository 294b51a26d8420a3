package io.gumzo.accounts;

/**
 * The statements of {@link PeopleRepository}, one for each part of a search. The last parameter is
 * who asks; null when nobody in particular does.
 */
final class PeopleSql {
  /** Of one kind, to choose the best from. */
  private static final int MOST_ALIKE = 200;

  static final String EVERYBODY =
      """
      SELECT %s, 0 AS rank, '' AS key, lower(username) AS person
        FROM accounts
       WHERE lower(username) > $1
       ORDER BY lower(username)
       LIMIT $2
      """
          .formatted(AccountRows.ACCOUNT);

  static final String EXACT =
      """
      SELECT * FROM (
        SELECT %1$s, 0 AS rank, '' AS key, lower(username) AS person
          FROM accounts WHERE lower(username) = $1
        UNION ALL
        (SELECT %1$s, 1, '', lower(username)
           FROM accounts
          WHERE display_key = $1 AND display_key <> lower(username)
            AND (1, lower(username)) > ($2, $3)
          ORDER BY lower(username) LIMIT $4)) AS hits
       WHERE (rank, person) > ($2, $3)
       ORDER BY rank, person
       LIMIT $4
      """
          .formatted(AccountRows.ACCOUNT);

  /** One knows few of all people: whoever of them is found in any way comes before strangers. */
  static final String CONTACTS =
      """
      SELECT * FROM (
        SELECT %s, '' AS key, lower(username) AS person,
               -round(1000 * greatest(
                 similarity(lower(username), $1),
                 similarity(display_key, $1),
                 word_similarity($1, display_key),
                 word_similarity($1, name_key)))::int AS rank
          FROM contacts JOIN accounts ON id = contact_id
         WHERE account_id = $6 AND lower(username) <> $1 AND display_key <> $1
           AND (position($1 IN lower(username)) > 0 OR position($1 IN display_key) > 0
                OR lower(username) = ANY ($2)
                OR EXISTS (SELECT FROM account_names n
                            WHERE n.account_id = id AND (n.key = ANY ($2) OR starts_with(n.key, $1)))
                OR position($1 IN name_key) > 0
                OR word_similarity($1, lower(username) || ' ' || display_key || ' ' || name_key)
                   >= 0.5)) AS hits
       WHERE (rank, person) > ($3, $4)
       ORDER BY rank, person
       LIMIT $5
      """
          .formatted(AccountRows.ACCOUNT);

  static final String USERNAME_BEGINS =
      """
      SELECT %s, 0 AS rank, '' AS key, lower(username) AS person
        FROM accounts
       WHERE lower(username) > greatest($1, $3) AND lower(username) < $2 AND display_key <> $1
         AND %s
       ORDER BY lower(username)
       LIMIT $4
      """
          .formatted(AccountRows.ACCOUNT, strange(5));

  /**
   * By any word of a name: each person once, at the first of their names that begins so. That is
   * asked for one by one, since to the planner all of them at once look cheaper; and the first page
   * begins at the query itself, since an index is read from where the last condition has it begin.
   */
  static final String NAME_BEGINS =
      """
      SELECT %s, 0 AS rank, n.key AS key, id::text AS person
        FROM account_names n JOIN accounts ON id = n.account_id
       WHERE n.key < $2 AND (n.key, n.account_id) > ($3, $4)
         AND display_key <> $1
         AND NOT (lower(username) >= $1 AND lower(username) < $2)
         AND n.key = (SELECT min(m.key) FROM account_names m
                       WHERE m.account_id = n.account_id AND m.key >= $1)
         AND %s
       ORDER BY n.key, n.account_id
       LIMIT $5
      """
          .formatted(AccountRows.ACCOUNT, strange(6));

  /** Names with one mistake, in the order of {@link Slips}: each is looked up in an index. */
  static final String SLIPS =
      """
      SELECT hits.*, rank::int AS rank, slip AS key, id::text AS person
        FROM unnest($1::text[]) WITH ORDINALITY AS slips (slip, rank), LATERAL (
          (SELECT %1$s FROM accounts WHERE lower(username) = slip AND %2$s)
          UNION ALL
          (SELECT %1$s FROM account_names n JOIN accounts ON id = n.account_id
            WHERE n.key = slip AND lower(username) <> ALL ($1)
              AND NOT EXISTS (SELECT FROM account_names m
                               WHERE m.account_id = n.account_id AND m.key <> slip
                                 AND array_position($1, m.key) < rank)
              AND NOT (lower(username) >= $2 AND lower(username) < $3) AND %2$s
              AND (rank, slip, n.account_id) > ($4, $5, $6)
            ORDER BY n.account_id LIMIT $7)) AS hits
       WHERE NOT (lower(username) >= $2 AND lower(username) < $3)
         AND NOT EXISTS (SELECT FROM account_names m
                          WHERE m.account_id = id AND m.key >= $2 AND m.key < $3)
         AND (rank, slip, id) > ($4, $5, $6)
       ORDER BY rank, slip, id
       LIMIT $7
      """
          .formatted(AccountRows.ACCOUNT, strange(8));

  /**
   * For {@link #HOLDS} and {@link #SIMILAR}, until the transaction's end; with the share of the
   * query's trigrams that is alike enough. Of the first rows that are, the planner expects to find
   * enough wherever it begins, and is wrong for what nobody is called: only bitmaps of the index
   * are bounded.
   */
  static final String BOUNDED =
      """
      SELECT set_config('pg_trgm.word_similarity_threshold', $1, true),
             set_config('enable_seqscan', 'off', true),
             set_config('enable_indexscan', 'off', true),
             set_config('plan_cache_mode', 'force_generic_plan', true)
      """;

  /** For {@link #SLIPS}: a plan of its own for each of them takes longer than the search. */
  static final String GENERIC = "SELECT set_config('plan_cache_mode', 'force_generic_plan', true)";

  /**
   * Rank: the less, the more alike, from -1000. A tenth of everybody may have such a name: the
   * first so many in the order of the table are enough to choose from. Written so that no index but
   * that of trigrams serves it, and that the names of each hit are looked up by themselves.
   */
  private static final String BY_TRIGRAMS =
      """
      SELECT * FROM (
        SELECT hits.*, '' AS key, lower(username) AS person,
               -round(1000 * greatest(
                 similarity(lower(username), $1),
                 similarity(display_key, $1),
                 word_similarity($1, display_key),
                 word_similarity($1, name_key)))::int AS rank
          FROM (
            SELECT %1$s, display_key, name_key FROM accounts
             WHERE %2$s
               AND NOT (lower(username) || '' >= $1 AND lower(username) || '' < $4)
               AND lower(username) <> ALL ($2)
               AND NOT EXISTS (SELECT FROM account_names
                                WHERE account_id = accounts.id
                                  AND (key >= $1 AND key < $4 OR key = ANY ($2)) OFFSET 0)
               AND %4$s
             LIMIT %3$d) AS hits) AS ranked
       WHERE (rank, person) > ($5, $6)
       ORDER BY rank, person
       LIMIT $7
      """;

  private static final String TEXT = "(lower(username) || ' ' || display_key || ' ' || name_key)";

  private static final String PART = TEXT + " LIKE $3";

  static final String HOLDS =
      BY_TRIGRAMS.formatted(AccountRows.ACCOUNT, PART, MOST_ALIKE, strange(8));

  static final String SIMILAR =
      BY_TRIGRAMS.formatted(
          AccountRows.ACCOUNT,
          "$1 <% " + TEXT + " AND (" + PART + ") IS NOT TRUE",
          MOST_ALIKE,
          strange(8));

  private PeopleSql() {}

  /** Contacts of the one who asks came before. */
  private static String strange(int asker) {
    return "NOT EXISTS (SELECT FROM contacts WHERE contact_id = accounts.id AND account_id = $%d)"
        .formatted(asker);
  }
}
