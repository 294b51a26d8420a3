package io.gumzo.cli;

import io.gumzo.accounts.DemoteAdmin;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gumzo admin demote}. */
@Command(
    name = "demote",
    description = "Make an administrator an ordinary account, signed out everywhere.")
final class AdminDemoteCommand implements Callable<Integer> {
  @Mixin private Settings settings;

  @Option(names = "--username", required = true, paramLabel = "NAME", description = "Whom.")
  private String username;

  @Option(names = "--force", description = "Also the only administrator who may sign in.")
  private boolean force;

  @Override
  public Integer call() {
    return new ShortRun(settings)
        .withNode(
            Map.of(),
            (bus, terminal) -> {
              NamedAccount.await(
                  username, bus.ask(DemoteAdmin.COMMAND, new DemoteAdmin(username, force)));
              terminal.say("%s is no administrator any more.".formatted(username));
            });
  }
}
