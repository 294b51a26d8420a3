package io.gumzo.cli;

import io.gumzo.persistence.Migrations;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gumzo migrate}: the database alone, for those who want it done before the nodes start. */
@Command(name = "migrate", description = "Bring the database up to date (start does it as well).")
final class MigrateCommand implements Callable<Integer> {
  @Mixin private Settings settings;

  @Override
  public Integer call() {
    return new ShortRun(settings)
        .withServers(
            (config, terminal) -> {
              var count = Migrations.run(config.postgres());
              terminal.say(
                  count == 0
                      ? "The database is up to date."
                      : "The database is up to date, %d migrations ran.".formatted(count));
            });
  }
}
