package io.gumzo.cli;

import io.gumzo.accounts.CreateAdmin;
import io.gumzo.accounts.SignUp;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gumzo admin create}. */
@Command(
    name = "create",
    description = "Create an account that is an administrator; the password is asked for.")
final class AdminCreateCommand implements Callable<Integer> {
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
      paramLabel = "NAME",
      description = "Their first name (else the username).")
  private String firstName;

  @Option(
      names = "--last-name",
      paramLabel = "NAME",
      defaultValue = "Administrator",
      description = "Their last name (${DEFAULT-VALUE}).")
  private String lastName;

  @Option(
      names = "--password-stdin",
      description = "Read the password from standard input instead of asking for it.")
  private boolean passwordFromStandardInput;

  @Override
  public Integer call() {
    var password = PasswordInput.read(passwordFromStandardInput);
    var person =
        new SignUp(firstName == null ? username : firstName, lastName, email, username, password);
    return new ShortRun(settings)
        .withNode(
            Map.of(),
            (bus, terminal) -> {
              var created = ShortRun.await(bus.ask(CreateAdmin.COMMAND, new CreateAdmin(person)));
              terminal.say("%s is an administrator and may sign in.".formatted(created.username()));
            });
  }
}
