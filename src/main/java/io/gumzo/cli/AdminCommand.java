package io.gumzo.cli;

import picocli.CommandLine.Command;

/** {@code gumzo admin …}: what only the machine's owner may do. */
@Command(
    name = "admin",
    description = "Create, appoint and demote administrators; create, suspend and delete accounts.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      AdminCreateCommand.class,
      AdminCreateAccountCommand.class,
      AdminImportCommand.class,
      AdminPromoteCommand.class,
      AdminDemoteCommand.class,
      AdminSetPasswordCommand.class,
      AdminSuspendCommand.class,
      AdminRestoreCommand.class,
      AdminDeleteCommand.class
    })
final class AdminCommand {}
