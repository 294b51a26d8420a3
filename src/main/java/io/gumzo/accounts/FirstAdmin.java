package io.gumzo.accounts;

import io.gumzo.config.AdminConfig;
import io.gumzo.config.ConfigException;
import io.gumzo.persistence.Database;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.vertx.core.Future;

/**
 * Makes the administrator of the settings while there is none. Of several nodes that start at once
 * one makes the account: the others find its username taken, and then an administrator.
 */
final class FirstAdmin {
  private static final String LAST_NAME = "Administrator";

  private final Database database;
  private final SignUpService signUps;
  private final AdminConfig config;

  FirstAdmin(Database database, SignUpService signUps, AdminConfig config) {
    this.database = database;
    this.signUps = signUps;
    this.config = config;
  }

  /**
   * Fails with a {@code ConfigException} that has a line for each setting that cannot be used; the
   * password is in none of them.
   */
  Future<Void> make() {
    return config.wanted() ? Administrators.exist(database).compose(this::unlessThere) : done();
  }

  private Future<Void> unlessThere(boolean there) {
    return there
        ? done()
        : signUps
            .createAdmin(person())
            .<Void>mapEmpty()
            .recover(failure -> Administrators.exist(database).compose(made -> or(made, failure)));
  }

  private static Future<Void> or(boolean made, Throwable failure) {
    return made ? done() : Future.failedFuture(explained(failure));
  }

  private SignUp person() {
    return new SignUp(
        config.username(), LAST_NAME, config.email(), config.username(), config.password().value());
  }

  private static Throwable explained(Throwable failure) {
    Problem problem = Problem.from(failure);
    return problem.type() != ProblemType.INVALID_REQUEST
        ? failure
        : new ConfigException(
            problem.errors().stream()
                .map(error -> "admin.%s: %s".formatted(setting(error.field()), error.message()))
                .toList());
  }

  /** The first name is the username. */
  private static String setting(String field) {
    return field.equals("firstName") ? "username" : field;
  }

  private static Future<Void> done() {
    return Future.succeededFuture();
  }
}
