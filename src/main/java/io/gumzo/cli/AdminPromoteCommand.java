package io.gumzo.cli;

import io.gumzo.accounts.PromoteToAdmin;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gumzo admin promote}. */
@Command(name = "promote", description = "Make an account an administrator.")
final class AdminPromoteCommand implements Callable<Integer> {
  @Mixin private Settings settings;

  @Option(names = "--username", required = true, paramLabel = "NAME", description = "Whom.")
  private String username;

  @Override
  public Integer call() {
    return new ShortRun(settings)
        .withNode(
            Map.of(),
            (bus, terminal) -> {
              ShortRun.await(
                  bus.ask(PromoteToAdmin.COMMAND, new PromoteToAdmin(username))
                      .recover(failure -> Future.failedFuture(explained(failure))));
              terminal.say("%s is an administrator now.".formatted(username));
            });
  }

  private Throwable explained(Throwable failure) {
    return Problem.from(failure).type() == ProblemType.NOT_FOUND
        ? new Failure(ExitCode.SETTINGS, "There is no account named %s.".formatted(username))
        : failure;
  }
}
