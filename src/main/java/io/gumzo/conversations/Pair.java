package io.gumzo.conversations;

import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.UUID;

/** Two people, in the order of their ids. */
public record Pair(UUID first, UUID second) {
  private static final String LOCK =
      "SELECT pg_advisory_xact_lock(hashtextextended('pair ' || $1::text, 0))";

  public static Pair of(UUID one, UUID other) {
    return one.toString().compareTo(other.toString()) < 0
        ? new Pair(one, other)
        : new Pair(other, one);
  }

  public List<UUID> both() {
    return List.of(first, second);
  }

  /**
   * Until the transaction ends nobody else changes what is between the two. The first statement of
   * a transaction, so that whatever follows sees what the one before committed.
   */
  public Future<Void> lock(SqlConnection transaction) {
    return Database.query(transaction, LOCK, first + " " + second).mapEmpty();
  }
}
