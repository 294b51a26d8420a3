package io.gumzo.cli;

import io.gumzo.accounts.SuspendAccount;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.vertx.core.Future;
import java.util.Map;

/** Suspends an account, or restores it. */
final class Suspension {
  private Suspension() {}

  static int set(Settings settings, String username, boolean suspended) {
    return new ShortRun(settings)
        .withNode(
            Map.of(),
            (bus, terminal) -> {
              ShortRun.await(
                  bus.ask(SuspendAccount.COMMAND, new SuspendAccount(username, suspended))
                      .recover(failure -> Future.failedFuture(explained(username, failure))));
              terminal.say(
                  suspended
                      ? "%s is suspended, and signed out everywhere.".formatted(username)
                      : "%s may sign in again.".formatted(username));
            });
  }

  private static Throwable explained(String username, Throwable failure) {
    return Problem.from(failure).type() == ProblemType.NOT_FOUND
        ? new Failure(ExitCode.SETTINGS, "There is no account named %s.".formatted(username))
        : failure;
  }
}
