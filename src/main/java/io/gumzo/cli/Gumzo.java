package io.gumzo.cli;

import io.gumzo.BuildInfo;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** {@code gumzo}: the commands, and how each of them ends. */
@Command(
    name = "gumzo",
    description = "A self-hosted chat server.",
    subcommands = {
      StartCommand.class,
      AdminCommand.class,
      DemoCommand.class,
      MigrateCommand.class,
      NodeCommand.class
    },
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    versionProvider = Gumzo.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Settings are explained in conf/gumzo.yaml; each is also an environment variable",
      "(http.port is GUMZO_HTTP_PORT).",
      "",
      "Exit codes: 0 done, 1 unexpected, 2 wrong options or settings, 3 a server cannot be",
      "reached or started, 4 a port or the data folder is taken."
    })
public final class Gumzo {
  static final String NAME = "gumzo";

  private Gumzo() {}

  /** Runs one command to its end; the exit code. */
  public static int run(String... arguments) {
    var commandLine = new CommandLine(new Gumzo());
    commandLine.setUsageHelpWidth(100);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExecutionExceptionHandler((thrown, command, parsed) -> Failures.tell(thrown));
    if (arguments.length == 0) {
      commandLine.usage(System.out);
      return 0;
    }
    return commandLine.execute(arguments);
  }

  /** {@code --version}. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      var build = BuildInfo.read();
      return new String[] {
        "Gumzo " + build.version(),
        "PostgreSQL %s, Redis %s, Java %s"
            .formatted(build.postgres(), build.redis(), Runtime.version())
      };
    }
  }
}
