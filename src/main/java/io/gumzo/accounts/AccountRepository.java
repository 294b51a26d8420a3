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
                            password_hash, role, email_verified_at, holds_email)
      VALUES ($1, $2, $3, $4, $5, $2, $6, $7, $8, CASE WHEN $9 THEN clock_timestamp() END,
              $10 OR NOT EXISTS (SELECT FROM accounts WHERE lower(email) = $11 AND holds_email))
      RETURNING %s
      """
          .formatted(AccountRows.ME);

  private static final String TAKEN =
      """
      SELECT EXISTS (SELECT FROM accounts WHERE lower(username) = $1) AS username,
             EXISTS (SELECT FROM accounts WHERE lower(email) = $2 AND holds_email) AS email
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

  private static final String USERNAME_INDEX = "accounts_username";
  private static final String EMAIL_INDEX = "accounts_email";

  private final Database database;

  AccountRepository(Database database) {
    this.database = database;
  }

  /**
   * The account with its personal stream, and with the mail that asks whether its email is right
   * unless somebody vouches for it. Of two at once with the same username or email one fails so
   * that {@link #isTaken} is true.
   *
   * @param holding the email, or fail; otherwise it is only said to be theirs while somebody else
   *     holds it
   */
  Future<Me> insert(
      SignUp person, String passwordHash, String role, boolean holding, AccountMails mails) {
    UUID id = UuidCreator.getTimeOrderedEpoch();
    return database.transaction(
        transaction ->
            insert(transaction, id, person, passwordHash, role, holding)
                .compose(me -> EventAppender.createPersonal(transaction, id).map(me))
                .compose(
                    me ->
                        me.emailVerified()
                            ? Future.succeededFuture(me)
                            : mails
                                .verifyEmail(transaction, me, passwordHash, person.language())
                                .map(me)));
  }

  private static Future<Me> insert(
      SqlConnection transaction,
      UUID id,
      SignUp person,
      String passwordHash,
      String role,
      boolean holding) {
    return Database.query(
            transaction,
            INSERT,
            id,
            person.username(),
            person.email(),
            person.firstName(),
            person.lastName(),
            Names.key(person.username()),
            passwordHash,
            role,
            role.equals("admin"),
            holding,
            lower(person.email()))
        .map(rows -> AccountRows.me(rows.iterator().next()));
  }

  static boolean isTaken(Throwable failure) {
    return Database.isUniqueViolation(failure, USERNAME_INDEX) || isEmailHeld(failure);
  }

  static boolean isEmailHeld(Throwable failure) {
    return Database.isUniqueViolation(failure, EMAIL_INDEX);
  }

  /**
   * Rules that the username and the email break because somebody has them.
   *
   * @param told of these fields
   */
  Future<List<FieldError>> taken(SignUp person, List<String> told) {
    return database
        .query(TAKEN, lower(person.username()), lower(person.email()))
        .map(
            rows -> {
              Row row = rows.iterator().next();
              List<FieldError> errors = new ArrayList<>();
              for (String field : told) {
                if (row.getBoolean(field)) {
                  errors.add(new FieldError(field, "taken", "belongs to an account already"));
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
