package io.gumzo.bench;

/**
 * Accounts, conversations and members in bulk, as if they had signed up and been invited.
 * Everything is numbered from 0; ids are those of {@link Ids}.
 */
final class Seed {
  private final Sql sql;

  Seed(Sql sql) {
    this.sql = sql;
  }

  Seed accounts(int count) {
    sql.run(
        """
        INSERT INTO accounts (id, username, email, first_name, last_name, display_name,
                              display_key, password_hash)
        SELECT %s, 'user' || i, 'user' || i || '@example.org', 'User', 'Number', 'user' || i,
               'user' || i, '-'
          FROM generate_series(0, %d - 1) i
        """
            .formatted(Ids.sql(Ids.ACCOUNT, "i"), count));
    sql.run(
        "INSERT INTO streams (id, audience) SELECT %s, 0 FROM generate_series(0, %d - 1) i"
            .formatted(Ids.sql(Ids.ACCOUNT, "i"), count));
    return this;
  }

  /**
   * Groups.
   *
   * @param member an expression of the conversation {@code c} and of {@code m} from 0: the number
   *     of that member's account
   */
  Seed conversations(int first, int count, int members, String member) {
    String numbers = "generate_series(%d, %d) c".formatted(first, first + count - 1);
    String id = Ids.sql(Ids.CONVERSATION, "c");
    sql.run("INSERT INTO streams (id, audience) SELECT %s, 1 FROM %s".formatted(id, numbers));
    sql.run(
        "INSERT INTO conversations (id, kind, created_at) SELECT %s, 'group', now() FROM %s"
            .formatted(id, numbers));
    sql.run(
        """
        INSERT INTO members (conversation_id, account_id)
        SELECT %s, %s FROM %s, generate_series(0, %d - 1) m
        """
            .formatted(id, Ids.sql(Ids.ACCOUNT, member), numbers, members));
    return this;
  }

  /** Messages of 200 bytes in each of the first conversations, of their first members. */
  Seed messages(int conversations, int each, String sender) {
    sql.run(
        """
        INSERT INTO messages (conversation_id, position, number, id, sender_id, client_id,
                              audience, at, text)
        SELECT %s, n, n, uuidv7(), %s, gen_random_uuid(), 1,
               date_trunc('milliseconds', now() - interval '1 day') + n * interval '1 second',
               repeat('x', 200)
          FROM generate_series(1, %d) n, generate_series(0, %d - 1) c
        """
            .formatted(
                Ids.sql(Ids.CONVERSATION, "c"), Ids.sql(Ids.ACCOUNT, sender), each, conversations));
    sql.run(
        "UPDATE streams SET head = %d, message_count = %d WHERE id IN (SELECT id FROM conversations)"
            .formatted(each, each));
    return this;
  }

  void done() {
    sql.run("VACUUM ANALYZE");
  }
}
