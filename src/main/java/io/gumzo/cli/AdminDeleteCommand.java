package io.gumzo.cli;

import io.gumzo.leaving.RemoveAccount;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gumzo admin delete}. */
@Command(name = "delete", description = "Delete an account for good, as its owner could.")
final class AdminDeleteCommand implements Callable<Integer> {
  @Mixin private Settings settings;

  @Option(names = "--username", required = true, paramLabel = "NAME", description = "Whom.")
  private String username;

  @Option(names = "--messages-too", description = "Remove the texts of all that it said as well.")
  private boolean messagesToo;

  @Option(names = "--force", description = "Also the only administrator who may sign in.")
  private boolean force;

  @Override
  public Integer call() {
    return new ShortRun(settings)
        .withNode(
            Map.of(),
            (bus, terminal) -> {
              NamedAccount.await(
                  username,
                  bus.ask(RemoveAccount.COMMAND, new RemoveAccount(username, messagesToo, force)));
              terminal.say("%s is deleted.".formatted(username));
            });
  }
}
