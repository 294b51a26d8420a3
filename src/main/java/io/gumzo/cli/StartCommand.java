package io.gumzo.cli;

import io.gumzo.config.ConfigException;
import io.gumzo.config.GumzoConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gumzo start}: servers, then nodes, until Ctrl-C or SIGTERM. */
@Command(
    name = "start",
    description = "Start Gumzo; PostgreSQL and Redis are brought along where none are given.",
    showDefaultValues = true)
final class StartCommand implements Callable<Integer> {
  private static final int MOST_NODES = 16;

  @Mixin private Settings settings;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "1",
      description = "Processes that share the port; node i also listens on port + i. 1..16")
  private int nodes;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port to listen on (http.port; else 8000).")
  private Integer port;

  /** Returns only when the start fails; else the process ends with the signal. */
  @Override
  public Integer call() throws Exception {
    if (nodes < 1 || nodes > MOST_NODES) {
      throw new ConfigException("--nodes: want 1..%d, have %d".formatted(MOST_NODES, nodes));
    }
    Map<String, String> options = new HashMap<>();
    if (port != null) {
      options.put("http.port", port.toString());
    }
    var config = settings.load(options);
    var shutdown = Shutdown.onSignal();
    try {
      var terminal = new Terminal(config);
      var started = System.nanoTime();
      var complete = start(config, options, shutdown, terminal);
      terminal.welcome(complete, nodes, (System.nanoTime() - started) / 1_000_000);
    } catch (Exception failed) {
      if (shutdown.signalled()) {
        // The signal's own thread ends the process.
        Thread.currentThread().join();
      }
      var code = Failures.tell(failed);
      shutdown.close();
      return code;
    }
    return shutdown.serveUntilSignal();
  }

  /** The settings that the nodes were started with. */
  private GumzoConfig start(
      GumzoConfig config, Map<String, String> options, Shutdown shutdown, Terminal terminal)
      throws Exception {
    var embedded = Backing.isEmbedded(config);
    var folder = embedded ? shutdown.start(() -> Backing.open(config)) : null;
    Logs.configure(config, Gumzo.NAME);
    Ports.areFree(config, nodes);
    if (embedded) {
      options.putAll(Backing.start(folder, config, nodes, shutdown, terminal::say));
      // Everybody leaves together, so there is nowhere to move sockets to.
      options.put("sockets.drainSeconds", "0");
    }
    MailKey.add(settings.load(options), options);
    var complete = settings.load(options);
    Preflight.serversAnswer(complete, terminal::say);
    if (nodes == 1) {
      terminal.say("Starting the node …");
      shutdown.start(() -> OwnNode.start(complete, terminal));
    } else {
      shutdown.start(
          () -> new NodeProcesses(complete, settings.file(), options, nodes, terminal).start());
    }
    return complete;
  }
}
