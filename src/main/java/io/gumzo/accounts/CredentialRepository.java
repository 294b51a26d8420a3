package io.gumzo.accounts;

import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import java.util.Optional;

/** What of {@code accounts} a password is checked against. */
final class CredentialRepository {
  /** An account by its login, with the hash of its password. */
  record Credentials(Me me, String passwordHash) {
    @Override
    public String toString() {
      return "Credentials[" + me.id() + "]";
    }
  }

  private static final String BY_LOGIN =
      """
      SELECT %1$s, password_hash FROM accounts WHERE lower(username) = $1
      UNION ALL
      SELECT %1$s, password_hash FROM accounts WHERE lower(email) = $1
      """
          .formatted(AccountRows.ME);

  private static final String REHASH =
      """
      UPDATE accounts SET password_hash = $3 WHERE id = $1 AND password_hash = $2
      """;

  private final Database database;

  CredentialRepository(Database database) {
    this.database = database;
  }

  Future<Optional<Credentials>> byLogin(String login) {
    return database
        .query(BY_LOGIN, AccountRepository.lower(login))
        .map(
            rows ->
                AccountRows.first(
                    rows,
                    row -> new Credentials(AccountRows.me(row), row.getString("password_hash"))));
  }

  /** Unless the password was changed meanwhile. */
  Future<Void> rehash(Credentials old, String passwordHash) {
    return database.query(REHASH, old.me().id(), old.passwordHash(), passwordHash).mapEmpty();
  }
}
