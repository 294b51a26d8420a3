package io.gumzo.cli;

import io.gumzo.accounts.MakeAccounts;
import io.gumzo.accounts.MakeAccounts.FirstPassword;
import io.gumzo.joining.PeopleFile;
import io.gumzo.mail.Language;
import io.gumzo.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gumzo admin import}. */
@Command(
    name = "import",
    description =
        "Make accounts from a CSV file (UTF-8) with the columns firstName, lastName, email and"
            + " username: all of them, or none.")
final class AdminImportCommand implements Callable<Integer> {
  private static final long LARGEST_BYTES = 524_288;

  @Mixin private Settings settings;

  @Parameters(paramLabel = "FILE", description = "The file.")
  private Path file;

  @Option(
      names = "--temporary-passwords",
      description =
          "Print a password for each account, to be replaced by its owner, in place of a mail by"
              + " which they choose one; for at most 100 people.")
  private boolean temporaryPasswords;

  @Option(names = "--dry-run", description = "Only tell which rows are broken.")
  private boolean dryRun;

  @Option(
      names = "--language",
      paramLabel = "TAG",
      defaultValue = "en",
      description = "Of the mails: en or sw (${DEFAULT-VALUE}).")
  private String language;

  @Override
  public Integer call() {
    return new ShortRun(settings)
        .withNode(
            Map.of(),
            (bus, terminal) -> {
              var people = read();
              var password = temporaryPasswords ? FirstPassword.TEMPORARY : FirstPassword.MAILED;
              var made =
                  ShortRun.await(
                      bus.ask(
                              MakeAccounts.COMMAND,
                              new MakeAccounts(null, people.people(), password, dryRun))
                          .map(answer -> unbroken(people, answer)));
              if (dryRun) {
                terminal.say("%d rows, none of them broken.".formatted(made.rows().size()));
                return;
              }
              terminal.say("%d accounts made.".formatted(made.rows().size()));
              made.rows().stream()
                  .filter(row -> row.temporaryPassword() != null)
                  .map(row -> row.me().username() + "\t" + row.temporaryPassword())
                  .forEach(terminal::say);
            });
  }

  private static MakeAccounts.Made unbroken(PeopleFile people, MakeAccounts.Made made) {
    if (made.isBroken()) {
      throw Problem.invalid(people.errors(made));
    }
    return made;
  }

  private PeopleFile read() {
    try {
      if (Files.size(file) > LARGEST_BYTES) {
        throw new Failure(ExitCode.SETTINGS, "%s is larger than 512 KiB.".formatted(file));
      }
      return PeopleFile.read(
          Files.readAllBytes(file), Language.of(language.toLowerCase(Locale.ROOT)));
    } catch (IOException unreadable) {
      throw new Failure(ExitCode.SETTINGS, "Cannot read %s.".formatted(file), unreadable);
    } catch (Problem broken) {
      String message = broken.errors().getFirst().message();
      throw new Failure(ExitCode.SETTINGS, "%s %s.".formatted(file, message), broken);
    }
  }
}
