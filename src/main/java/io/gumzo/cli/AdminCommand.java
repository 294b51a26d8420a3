package io.gumzo.cli;

import picocli.CommandLine.Command;

/** {@code gumzo admin …}: what only the machine's owner may do. */
@Command(
    name = "admin",
    description = "Create and appoint administrators, suspend accounts.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      AdminCreateCommand.class,
      AdminPromoteCommand.class,
      AdminSuspendCommand.class,
      AdminRestoreCommand.class
    })
final class AdminCommand {}
