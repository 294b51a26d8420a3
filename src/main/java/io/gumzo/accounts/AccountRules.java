package io.gumzo.accounts;

import io.gumzo.json.Blanks;
import io.gumzo.json.Texts;
import io.gumzo.problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rules of signing up. All that are broken are found, in the order of the form. An empty value
 * breaks only {@code required}.
 */
public final class AccountRules {
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_EMAIL = 254;
  private static final int SHORTEST_USERNAME = 4;
  private static final int LONGEST_USERNAME = 50;
  private static final int SHORTEST_PASSWORD = 8;
  private static final int LONGEST_PASSWORD = 256;
  private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9._-]*");
  private static final Pattern DIGITS = Pattern.compile("\\p{Nd}+");
  private static final Pattern WORD_ENDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private final SignUp signUp;
  private final int shortestPassword;
  private final List<FieldError> broken = new ArrayList<>();

  private AccountRules(SignUp signUp, int shortestPassword) {
    this.signUp = signUp;
    this.shortestPassword = shortestPassword;
  }

  /**
   * Every rule, also those that the contract has.
   *
   * @param shortestPassword the setting {@code passwords.minLength}
   */
  static List<FieldError> broken(SignUp normalised, int shortestPassword) {
    var rules = new AccountRules(normalised, shortestPassword);
    rules.contract();
    rules.beyondContract();
    return rules.broken;
  }

  /** Only what the contract cannot say; the setting may ask for a longer password than it does. */
  static List<FieldError> brokenBeyondContract(SignUp normalised, int shortestPassword) {
    var rules = new AccountRules(normalised, shortestPassword);
    if (shortestPassword > SHORTEST_PASSWORD && !normalised.password().isEmpty()) {
      rules.length("password", normalised.password(), shortestPassword, Integer.MAX_VALUE);
    }
    rules.beyondContract();
    return rules.broken;
  }

  /** Only what the contract cannot say of all but the password. */
  public static List<FieldError> brokenBeyondContract(SignUp normalised) {
    return brokenBeyondContract(normalised, SHORTEST_PASSWORD);
  }

  /** Every rule on a new password of somebody who is here. */
  static List<FieldError> brokenByPassword(Me me, String password, int shortestPassword) {
    var person = new SignUp(me.firstName(), me.lastName(), me.email(), me.username(), password);
    return broken(person, shortestPassword).stream()
        .filter(error -> error.field().equals("password"))
        .toList();
  }

  /**
   * Every rule that some fields break, whatever the others hold.
   *
   * @param fields as in the contract, without {@code password}
   */
  public static List<FieldError> brokenIn(Set<String> fields, SignUp normalised) {
    return broken(normalised, SHORTEST_PASSWORD).stream()
        .filter(error -> fields.contains(error.field()))
        .toList();
  }

  private void contract() {
    length("firstName", signUp.firstName(), 1, LONGEST_NAME);
    length("lastName", signUp.lastName(), 1, LONGEST_NAME);
    length("email", signUp.email(), 1, LONGEST_EMAIL);
    length("username", signUp.username(), SHORTEST_USERNAME, LONGEST_USERNAME);
    rule(
        "username",
        signUp.username(),
        "pattern",
        "may hold only A–Z, a–z, 0–9 and . _ -",
        username -> USERNAME.matcher(username).matches());
    length("password", signUp.password(), shortestPassword, LONGEST_PASSWORD);
  }

  private void beyondContract() {
    name("firstName", signUp.firstName());
    name("lastName", signUp.lastName());
    if (signUp.displayName() != null) {
      name("displayName", signUp.displayName());
    }
    rule(
        "email",
        signUp.email(),
        "email",
        "must be an email address, such as asha@example.org",
        Email::isValid);
    rule(
        "password",
        signUp.password(),
        "characters",
        "must not hold the character NUL, nor half of a surrogate pair",
        Texts::isStorable);
    rule(
        "password",
        signUp.password(),
        "notOnlyDigits",
        "must not be digits alone",
        password -> !DIGITS.matcher(password).matches());
    rule(
        "password",
        signUp.password(),
        "notCommon",
        "is one of the passwords that are tried first",
        password -> !CommonPasswords.isCommon(password));
    rule(
        "password",
        signUp.password(),
        "notSimilar",
        "is too similar to your username, email or name",
        password -> known().noneMatch(value -> Similarity.isTooSimilar(password, value)));
  }

  private void name(String field, String name) {
    rule(field, name, "notBlank", "must hold something that can be seen", Blanks::paints);
    rule(field, name, "characters", "must not hold control characters", Names::isClean);
  }

  private void length(String field, String value, int least, int most) {
    if (value.isEmpty()) {
      broken.add(new FieldError(field, "required", "must not be empty"));
      return;
    }
    long length = value.codePointCount(0, value.length());
    if (length < least) {
      broken.add(
          new FieldError(field, "minLength", "must have at least %d characters".formatted(least)));
    }
    if (length > most) {
      broken.add(
          new FieldError(field, "maxLength", "must have at most %d characters".formatted(most)));
    }
  }

  private void rule(
      String field, String value, String rule, String message, Predicate<String> holds) {
    if (!value.isEmpty() && !holds.test(value)) {
      broken.add(new FieldError(field, rule, message));
    }
  }

  /** What others know: each value, its parts, and both names together either way. */
  private Stream<String> known() {
    Stream<String> whole =
        Stream.of(
            signUp.username(),
            signUp.email(),
            Email.local(signUp.email()),
            signUp.firstName(),
            signUp.lastName(),
            signUp.firstName() + signUp.lastName(),
            signUp.lastName() + signUp.firstName());
    Stream<String> parts =
        Stream.of(
                signUp.username(),
                Email.local(signUp.email()),
                signUp.firstName(),
                signUp.lastName())
            .flatMap(WORD_ENDS::splitAsStream);
    return Stream.concat(whole, parts).distinct();
  }
}
