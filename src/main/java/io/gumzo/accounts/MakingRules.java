package io.gumzo.accounts;

import io.gumzo.persistence.Database;
import io.gumzo.problem.FieldError;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The rules of signing up, but for passwords, for many people at once. */
final class MakingRules {
  private static final Set<String> FIELDS = Set.of("firstName", "lastName", "email", "username");

  private static final String TAKEN =
      """
      SELECT 'username' AS field, lower(username) AS value FROM accounts
       WHERE lower(username) = ANY ($1)
      UNION
      SELECT 'username', username FROM reserved_usernames
       WHERE username = ANY ($1) AND until > clock_timestamp()
      UNION
      SELECT 'email', lower(email) FROM accounts WHERE lower(email) = ANY ($2) AND holds_email
      """;

  private static final String CONFIRMED =
      """
      SELECT EXISTS (SELECT FROM accounts
                      WHERE lower(email) = $1 AND holds_email AND email_verified_at IS NOT NULL)
             AS confirmed
      """;

  private final Database database;

  MakingRules(Database database) {
    this.database = database;
  }

  /** One entry for each person, in the order of the rows. */
  Future<List<List<FieldError>>> broken(List<SignUp> normalised) {
    List<List<FieldError>> broken = new ArrayList<>();
    normalised.forEach(
        person -> broken.add(new ArrayList<>(AccountRules.brokenIn(FIELDS, person))));
    repeated(normalised, broken, "username", SignUp::username);
    repeated(normalised, broken, "email", SignUp::email);
    return database
        .query(TAKEN, values(normalised, SignUp::username), values(normalised, SignUp::email))
        .map(
            rows -> {
              Set<String> taken = new HashSet<>();
              for (Row row : rows) {
                taken.add(row.getString("field") + " " + row.getString("value"));
              }
              for (int index = 0; index < normalised.size(); index++) {
                addTaken(normalised.get(index), taken, broken.get(index));
              }
              return broken;
            });
  }

  Future<Boolean> isConfirmed(String email) {
    return database
        .query(CONFIRMED, AccountRepository.lower(email))
        .map(rows -> rows.iterator().next().getBoolean("confirmed"));
  }

  private static void addTaken(SignUp person, Set<String> taken, List<FieldError> broken) {
    if (taken.contains("username " + AccountRepository.lower(person.username()))) {
      broken.add(Taken.error("username"));
    }
    if (taken.contains("email " + AccountRepository.lower(person.email()))) {
      broken.add(Taken.error("email"));
    }
  }

  private static void repeated(
      List<SignUp> people,
      List<List<FieldError>> broken,
      String field,
      Function<SignUp, String> value) {
    Map<String, Integer> first = new HashMap<>();
    for (int index = 0; index < people.size(); index++) {
      String of = AccountRepository.lower(value.apply(people.get(index)));
      if (!of.isEmpty() && first.putIfAbsent(of, index) != null) {
        broken.get(index).add(new FieldError(field, "repeated", "is in an earlier row as well"));
      }
    }
  }

  private static Object values(List<SignUp> people, Function<SignUp, String> value) {
    return people.stream().map(value).map(AccountRepository::lower).toArray(String[]::new);
  }
}
