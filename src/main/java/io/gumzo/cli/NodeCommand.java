package io.gumzo.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * One node of {@code start --nodes}: reads its settings from the environment, and lives as long as
 * its parent.
 */
@Command(name = "node", hidden = true, description = "One node of start --nodes.")
final class NodeCommand implements Callable<Integer> {
  /** The line that tells the parent that the node serves. */
  static final String READY = "READY";

  @Mixin private Settings settings;

  @Option(names = "--name", required = true, description = "What its log file is called.")
  private String name;

  @Override
  public Integer call() throws Exception {
    var config = settings.load(Map.of());
    Logs.configure(config, name);
    var shutdown = Shutdown.onSignal();
    endWithParent();
    try {
      shutdown.start(() -> OwnNode.start(config, Terminal.silent()));
    } catch (Exception failed) {
      var code = Failures.tell(failed);
      shutdown.close();
      return code;
    }
    System.out.println(READY);
    return shutdown.serveUntilSignal();
  }

  /**
   * The parent holds the other end of standard input, so it ends when the parent does, however that
   * happens.
   */
  private static void endWithParent() {
    Thread.ofPlatform()
        .daemon()
        .name("gumzo-parent")
        .start(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // Nothing is said; only the end counts.
                }
              } catch (IOException broken) {
                LoggerFactory.getLogger(NodeCommand.class).debug("Standard input broke", broken);
              }
              System.exit(ExitCode.DONE.code());
            });
  }
}
