package io.gumzo.bench;

import java.util.List;

/**
 * What PostgreSQL takes at the most of the rows that a message is: a stream's head, the message,
 * the sender's read position, committed. Tried with several batches and numbers of clients; the
 * best one counts.
 */
final class InsertLimit {
  private static final String MESSAGES =
      """
      INSERT INTO messages (conversation_id, position, number, id, sender_id, client_id,
                            audience, at, text)
      """;

  /** One message in each of {@code batch} conversations of the client's own share. */
  private static final String MANY =
      """
      WITH asked AS (
        SELECT l.conversation_id, l.sender_id
          FROM (SELECT floor(random() * %1$d)::int AS start OFFSET 0) r,
               generate_series(0, %2$d - 1) i
          JOIN LATERAL (SELECT * FROM lab_lines
                         WHERE n = :client_id::int * %1$d + (r.start + i) %% %1$d) l ON true),
      moved AS (
        UPDATE streams s
           SET head = s.head + 1, message_count = s.message_count + 1, moved_at = clock_timestamp()
          FROM asked a WHERE s.id = a.conversation_id
        RETURNING s.id, s.head, s.message_count, s.audience, a.sender_id,
                  date_trunc('milliseconds', s.moved_at) AS at),
      posted AS (
      """
          + MESSAGES
          + """
        SELECT id, head, message_count, uuidv7(), sender_id, gen_random_uuid(), audience, at,
               repeat('x', 200)
          FROM moved
        RETURNING conversation_id, sender_id, position, number)
      UPDATE members r SET read_position = p.position, read_number = p.number
        FROM posted p
       WHERE r.conversation_id = p.conversation_id AND r.account_id = p.sender_id
      """;

  /** {@code batch} messages in one conversation, of its senders in turn. */
  private static final String ONE =
      """
      WITH moved AS (
        UPDATE streams
           SET head = head + %2$d, message_count = message_count + %2$d,
               moved_at = clock_timestamp()
         WHERE id = (SELECT conversation_id FROM lab_lines WHERE n = 0)
        RETURNING id, head - %2$d AS head, message_count - %2$d AS message_count, audience,
                  date_trunc('milliseconds', moved_at) AS at),
      posted AS (
      """
          + MESSAGES
          + """
        SELECT m.id, m.head + i, m.message_count + i, uuidv7(), l.sender_id, gen_random_uuid(),
               m.audience, m.at, repeat('x', 200)
          FROM moved m, generate_series(1, %2$d) i
          JOIN lab_lines l ON l.n = i %% %1$d
        RETURNING conversation_id, sender_id, position, number)
      UPDATE members r SET read_position = p.position, read_number = p.number
        FROM (SELECT conversation_id, sender_id, max(position) AS position, max(number) AS number
                FROM posted GROUP BY conversation_id, sender_id) p
       WHERE r.conversation_id = p.conversation_id AND r.account_id = p.sender_id
      """;

  /** A way to write, and how many rows a second it reached. */
  record Best(String sql, int clients, int batch, double rowsPerSecond) {
    String described() {
      return "%d clients, batches of %d".formatted(clients, batch);
    }
  }

  private final SqlLimit driver;

  private InsertLimit(SqlLimit driver) {
    this.driver = driver;
  }

  /** Needs the table that {@link #prepare} makes. */
  static InsertLimit of(SqlLimit driver) {
    return new InsertLimit(driver);
  }

  /** Who sends where: line {@code n} is conversation {@code conversation} and its sender. */
  static void prepare(Sql sql, int lines, String conversation, String sender) {
    sql.run("CREATE TABLE lab_lines (n int PRIMARY KEY, conversation_id uuid, sender_id uuid)");
    sql.run(
        "INSERT INTO lab_lines SELECT n, %s, %s FROM generate_series(0, %d - 1) n"
            .formatted(
                Ids.sql(Ids.CONVERSATION, conversation), Ids.sql(Ids.ACCOUNT, sender), lines));
  }

  /** Into {@code conversations} conversations, each client into a share of its own. */
  Best scanMany(int conversations, double secondsEach) {
    return best(
        List.of(
            new int[] {1, 1000},
            new int[] {2, 500},
            new int[] {2, 200},
            new int[] {4, 250},
            new int[] {4, 100},
            new int[] {8, 125}),
        secondsEach,
        MANY,
        way -> conversations / way[0]);
  }

  /** Into one conversation. */
  Best scanOne(int senders, double secondsEach) {
    return best(
        List.of(
            new int[] {1, 200},
            new int[] {1, 1000},
            new int[] {2, 200},
            new int[] {2, 500},
            new int[] {2, 1000},
            new int[] {4, 500}),
        secondsEach,
        ONE,
        way -> senders);
  }

  double rowsPerSecond(Best way, double seconds) {
    return way.batch * driver.perSecond(way.sql, way.clients, seconds);
  }

  private Best best(
      List<int[]> ways,
      double secondsEach,
      String template,
      java.util.function.ToIntFunction<int[]> share) {
    Best best = null;
    for (int[] way : ways) {
      String sql = template.formatted(share.applyAsInt(way), way[1]);
      double rows = way[1] * driver.perSecond(sql, way[0], secondsEach);
      if (best == null || rows > best.rowsPerSecond) {
        best = new Best(sql, way[0], way[1], rows);
      }
    }
    return best;
  }
}
