package io.gumzo.cli;

import io.gumzo.accounts.SetPassword;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gumzo admin set-password}. */
@Command(
    name = "set-password",
    description = "Give an account another password and sign it out everywhere.")
final class AdminSetPasswordCommand implements Callable<Integer> {
  @Mixin private Settings settings;

  @Option(names = "--username", required = true, paramLabel = "NAME", description = "Whom.")
  private String username;

  @Option(
      names = "--password-stdin",
      description = "Read the password from standard input instead of asking for it.")
  private boolean passwordFromStandardInput;

  @Override
  public Integer call() {
    var password = PasswordInput.read(passwordFromStandardInput);
    return new ShortRun(settings)
        .withNode(
            Map.of(),
            (bus, terminal) -> {
              NamedAccount.await(
                  username, bus.ask(SetPassword.COMMAND, new SetPassword(username, password)));
              terminal.say(
                  "%s has another password, and is signed out everywhere.".formatted(username));
            });
  }
}
