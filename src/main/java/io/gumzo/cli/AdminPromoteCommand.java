package io.gumzo.cli;

import io.gumzo.accounts.PromoteToAdmin;
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
              NamedAccount.await(
                  username, bus.ask(PromoteToAdmin.COMMAND, new PromoteToAdmin(username)));
              terminal.say("%s is an administrator now.".formatted(username));
            });
  }
}
