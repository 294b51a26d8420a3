package io.gumzo.cli;

import io.gumzo.accounts.CreateAccount;
import io.gumzo.accounts.SignUp;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gumzo admin create-account}. */
@Command(
    name = "create-account",
    description = "Create an ordinary account; the password is asked for.")
final class AdminCreateAccountCommand implements Callable<Integer> {
  @Mixin private Settings settings;

  @Option(
      names = "--username",
      required = true,
      paramLabel = "NAME",
      description = "4 to 50 of letters, digits, dot, hyphen and underscore.")
  private String username;

  @Option(names = "--email", required = true, paramLabel = "ADDRESS", description = "Their email.")
  private String email;

  @Option(
      names = "--first-name",
      required = true,
      paramLabel = "NAME",
      description = "Their first name.")
  private String firstName;

  @Option(
      names = "--last-name",
      required = true,
      paramLabel = "NAME",
      description = "Their last name.")
  private String lastName;

  @Option(
      names = "--password-stdin",
      description = "Read the password from standard input instead of asking for it.")
  private boolean passwordFromStandardInput;

  @Override
  public Integer call() {
    var password = PasswordInput.read(passwordFromStandardInput);
    var person = new SignUp(firstName, lastName, email, username, password);
    return new ShortRun(settings)
        .withNode(
            Map.of(),
            (bus, terminal) -> {
              var created =
                  ShortRun.await(bus.ask(CreateAccount.COMMAND, new CreateAccount(person)));
              terminal.say("%s has an account.".formatted(created.username()));
            });
  }
}
