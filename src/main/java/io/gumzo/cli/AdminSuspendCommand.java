package io.gumzo.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gumzo admin suspend}. */
@Command(name = "suspend", description = "Sign an account out everywhere, and let it in no more.")
final class AdminSuspendCommand implements Callable<Integer> {
  @Mixin private Settings settings;

  @Option(names = "--username", required = true, paramLabel = "NAME", description = "Whom.")
  private String username;

  @Override
  public Integer call() {
    return Suspension.set(settings, username, true);
  }
}
