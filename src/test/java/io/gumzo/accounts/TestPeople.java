package io.gumzo.accounts;

/** Very many people at once, written past the program. */
final class TestPeople {
  private static final int CROWD = 100_000;

  /** Names put together of syllables, each of them many times. */
  static final String FILL =
      """
      INSERT INTO accounts (id, username, email, first_name, last_name, display_name, display_key,
                            password_hash)
      SELECT gen_random_uuid(), name || n, name || n || '@example.org', 'A', 'B', name || n, name || n, '-'
        FROM (SELECT n,
                     (ARRAY['ba','ke','mo','ri','su','ta','we','zi','no','lu'])[1 + n %% 10]
                     || (ARRAY['ra','shi','ndo','ka','mbe','lo','ti','nja'])[1 + n / 10 %% 8]
                     || (ARRAY['na','ma','ki','so','re','yu','la'])[1 + n / 80 %% 7] AS name
                FROM generate_series(1, %d) AS n) AS names
      """
          .formatted(CROWD);

  /** More with one first name than similar names are ranked. */
  static final String NAMESAKES =
      """
      INSERT INTO accounts (id, username, email, first_name, last_name, display_name, display_key,
                            password_hash)
      SELECT gen_random_uuid(), 'kundi' || n, 'kundi' || n || '@example.org', 'A', 'B',
             'Mohamed ' || n, 'mohamed ' || n, '-'
        FROM generate_series(1, 1000) AS n
      """;

  private TestPeople() {}
}
