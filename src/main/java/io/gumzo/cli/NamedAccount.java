package io.gumzo.cli;

import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.vertx.core.Future;

/** What goes wrong with an account that was named on the command line, in words for a person. */
final class NamedAccount {
  private NamedAccount() {}

  /** Waits; failures say which account was meant. */
  static <T> T await(String username, Future<T> work) throws InterruptedException {
    return ShortRun.await(
        work.recover(failure -> Future.failedFuture(explained(username, failure))));
  }

  private static Throwable explained(String username, Throwable failure) {
    ProblemType type = Problem.from(failure).type();
    return switch (type) {
      case NOT_FOUND ->
          new Failure(ExitCode.SETTINGS, "There is no account named %s.".formatted(username));
      case FORBIDDEN ->
          new Failure(
              ExitCode.SETTINGS,
              "%s is the only administrator who may sign in; --force does it all the same."
                  .formatted(username));
      default -> failure;
    };
  }
}
