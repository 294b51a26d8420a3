package io.gumzo.profiles;

import io.gumzo.accounts.AccountRows;
import io.gumzo.accounts.Me;
import io.gumzo.accounts.Names;
import io.gumzo.accounts.Profile;
import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The columns of {@code accounts} that are a profile, and who sees it. */
final class ProfileRepository {
  /** No row when there is nothing to change, or nobody any more: who was deleted stays nameless. */
  private static final String UPDATE =
      """
      UPDATE accounts
         SET display_name = coalesce($2, display_name), display_key = coalesce($3, display_key),
             about = coalesce($4, about), profile_revision = profile_revision + 1,
             profile_changed_at = clock_timestamp()
       WHERE id = $1 AND deleted_at IS NULL
         AND (display_name, about) IS DISTINCT FROM (coalesce($2, display_name), coalesce($4, about))
      RETURNING %s
      """
          .formatted(AccountRows.ME);

  private static final String SET_PICTURE =
      """
      UPDATE accounts
         SET picture_id = $2, profile_revision = profile_revision + 1,
             profile_changed_at = clock_timestamp()
       WHERE id = $1 AND deleted_at IS NULL AND picture_id IS DISTINCT FROM $2
      RETURNING %s
      """
          .formatted(AccountRows.ME);

  private static final String ME =
      """
      SELECT %s FROM accounts WHERE id = $1 AND deleted_at IS NULL
      """
          .formatted(AccountRows.ME);

  private static final String ACQUAINTED =
      """
      SELECT o.account_id
        FROM members r JOIN members o USING (conversation_id)
       WHERE r.account_id = $1 AND o.account_id <> $1 AND NOT o.hidden
         AND NOT EXISTS (SELECT FROM blocks WHERE account_id = o.account_id AND blocked_id = $1)
      UNION
      SELECT contact_id FROM contacts WHERE account_id = $1
       LIMIT $2
      """;

  private static final String CHANGED =
      """
      SELECT %s FROM accounts a
       WHERE a.profile_changed_at > $2 AND a.id <> $1
         AND (EXISTS (SELECT FROM members r JOIN members o USING (conversation_id)
                       WHERE r.account_id = $1 AND NOT r.hidden AND o.account_id = a.id)
                  AND NOT EXISTS (SELECT FROM blocks WHERE account_id = $1 AND blocked_id = a.id)
              OR EXISTS (SELECT FROM contacts c WHERE c.account_id = $1 AND c.contact_id = a.id))
       ORDER BY a.profile_changed_at DESC
       LIMIT $3
      """
          .formatted(AccountRows.PROFILE);

  private final Database database;

  ProfileRepository(Database database) {
    this.database = database;
  }

  Database database() {
    return database;
  }

  /** As it is now; empty when that is what it was. Holds the row until the transaction ends. */
  Future<Optional<Me>> update(SqlConnection transaction, UpdateProfile command) {
    String name = command.displayName();
    return Database.query(
            transaction,
            UPDATE,
            command.account(),
            name,
            name == null ? null : Names.key(name),
            command.about())
        .map(rows -> AccountRows.first(rows, AccountRows::me));
  }

  /**
   * As {@link #update}.
   *
   * @param picture null for none
   */
  Future<Optional<Me>> setPicture(SqlConnection transaction, UUID account, UUID picture) {
    return Database.query(transaction, SET_PICTURE, account, picture)
        .map(rows -> AccountRows.first(rows, AccountRows::me));
  }

  Future<Optional<Me>> me(SqlConnection transaction, UUID account) {
    return Database.query(transaction, ME, account)
        .map(rows -> AccountRows.first(rows, AccountRows::me));
  }

  /**
   * Those who share a conversation with the account or are its contacts, in no order. Whoever
   * blocks it is told nothing of it.
   */
  Future<List<UUID>> acquainted(UUID account, int most) {
    return database
        .query(ACQUAINTED, account, most)
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> row.getUUID("account_id"))
                    .toList());
  }

  /** The latest change first. */
  Future<List<Profile>> changed(ProfileChanges ask, int most) {
    return database
        .query(CHANGED, ask.account(), ask.since().atOffset(ZoneOffset.UTC), most)
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false).map(AccountRows::profile).toList());
  }
}
