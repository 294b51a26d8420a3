package io.gumzo.accounts;

import com.github.f4b6a3.uuid.UuidCreator;
import io.gumzo.persistence.Database;
import io.gumzo.problem.FieldError;
import io.gumzo.streams.EventAppender;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The table {@code accounts}, but for searching it. */
final class AccountRepository {
  private static final String INSERT =
      """
      INSERT INTO accounts (id, username, email, first_name, last_name, display_name, display_key,
                            password_hash, role, email_verified_at, holds_email, must_verify,
                            password_temporary, name_key)
      VALUES ($1, $2, $3, $4, $5, $15, $6, $7, $8, CASE WHEN $9 THEN clock_timestamp() END,
              $10 OR NOT EXISTS (SELECT FROM accounts WHERE lower(email) = $11 AND holds_email),
              $12, $13, $14)
      RETURNING %s
      """
          .formatted(AccountRows.ME);

  private static final String TAKEN =
      """
      SELECT EXISTS (SELECT FROM accounts WHERE lower(username) = $1)
             OR EXISTS (SELECT FROM reserved_usernames
                         WHERE username = $1 AND until > clock_timestamp()) AS username,
             EXISTS (SELECT FROM accounts WHERE lower(email) = $2 AND holds_email
                        AND (email_verified_at IS NOT NULL OR NOT $3)) AS email
      """;

  private static final String BY_IDS =
      """
      SELECT %s FROM accounts WHERE id = ANY ($1)
      """
          .formatted(AccountRows.ACCOUNT);

  private static final String PROFILE =
      """
      SELECT %s FROM accounts WHERE id = $1
      """
          .formatted(AccountRows.PROFILE);

  private static final String BY_USERNAME =
      """
      SELECT %s FROM accounts WHERE lower(username) = $1
      """
          .formatted(AccountRows.PROFILE);

  private static final String ME =
      """
      SELECT %s FROM accounts WHERE id = $1
      """
          .formatted(AccountRows.ME);

  private static final String PROMOTE =
      """
      UPDATE accounts SET role = 'admin' WHERE lower(username) = $1 RETURNING %s
      """
          .formatted(AccountRows.ME);

  private final Database database;

  AccountRepository(Database database) {
    this.database = database;
  }

  Database database() {
    return database;
  }

  /**
   * The account with its personal stream. Of two at once with the same username or email one fails
   * so that {@link Taken#is} is true.
   */
  static Future<Me> insert(SqlConnection transaction, NewAccount account) {
    UUID id = UuidCreator.getTimeOrderedEpoch();
    SignUp person = account.person();
    return (account.verified()
            ? HeldEmails.letGo(transaction, person.email(), id)
            : Future.<Void>succeededFuture())
        .compose(
            free ->
                Database.query(
                    transaction,
                    INSERT,
                    id,
                    person.username(),
                    person.email(),
                    person.firstName(),
                    person.lastName(),
                    Names.key(person.shownName()),
                    account.passwordHash(),
                    account.role(),
                    account.verified(),
                    account.holding(),
                    lower(person.email()),
                    account.mustVerify(),
                    account.temporary(),
                    Names.key(person.firstName(), person.lastName()),
                    person.shownName()))
        .map(rows -> AccountRows.me(rows.iterator().next()))
        .compose(me -> ReservedUsernames.refuse(transaction, me.username(), id).map(me))
        .compose(me -> EventAppender.createPersonal(transaction, id).map(me));
  }

  /**
   * Rules that the username and the email break because somebody has them.
   *
   * @param told of these fields
   * @param proven that the email is theirs, which takes it from whoever never showed that
   */
  Future<List<FieldError>> taken(SignUp person, List<String> told, boolean proven) {
    return database
        .query(TAKEN, lower(person.username()), lower(person.email()), proven)
        .map(
            rows -> {
              Row row = rows.iterator().next();
              List<FieldError> errors = new ArrayList<>();
              for (String field : told) {
                if (row.getBoolean(field)) {
                  errors.add(Taken.error(field));
                }
              }
              return errors;
            });
  }

  Future<Optional<Me>> me(UUID id) {
    return database.query(ME, id).map(rows -> AccountRows.first(rows, AccountRows::me));
  }

  Future<Optional<Profile>> profile(UUID id) {
    return database.query(PROFILE, id).map(rows -> AccountRows.first(rows, AccountRows::profile));
  }

  Future<Optional<Profile>> profile(String username) {
    return database
        .query(BY_USERNAME, lower(username))
        .map(rows -> AccountRows.first(rows, AccountRows::profile));
  }

  Future<Map<UUID, Account>> byIds(Set<UUID> ids) {
    return ids.isEmpty()
        ? Future.succeededFuture(Map.of())
        : database
            .query(BY_IDS, (Object) ids.toArray(UUID[]::new))
            .map(
                rows ->
                    StreamSupport.stream(rows.spliterator(), false)
                        .map(AccountRows::account)
                        .collect(Collectors.toUnmodifiableMap(Account::id, account -> account)));
  }

  Future<Optional<Me>> promote(String username) {
    return database
        .query(PROMOTE, lower(username))
        .map(rows -> AccountRows.first(rows, AccountRows::me));
  }

  /** As the indexes have it. PostgreSQL takes no NUL in a text, and nobody's name holds one. */
  static String lower(String text) {
    return text.replace("\0", "\uFFFD").toLowerCase(Locale.ROOT);
  }
}
