package io.gumzo.cli;

import io.gumzo.config.GumzoConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Several nodes on this machine, each a process of its own. All listen on the one port together,
 * which the system spreads connections over, and each on its own.
 */
final class NodeProcesses implements AutoCloseable {
  /**
   * Elsewhere several processes may open one port, but the system gives everything to one of them.
   */
  private static final boolean PORT_IS_SHARED = System.getProperty("os.name").equals("Linux");

  private final GumzoConfig config;
  private final Optional<Path> file;
  private final Map<String, String> options;
  private final int nodes;
  private final Terminal terminal;
  private final List<NodeProcess> processes = new ArrayList<>();

  /** {@code options} are those that {@code config} was made with. */
  NodeProcesses(
      GumzoConfig config,
      Optional<Path> file,
      Map<String, String> options,
      int nodes,
      Terminal terminal) {
    this.config = config;
    this.file = file;
    this.options = options;
    this.nodes = nodes;
    this.terminal = terminal;
  }

  /**
   * Waits until all serve: the first alone, which migrates the database and makes the keys, then
   * the others at once.
   *
   * @throws Failure when one of them does not, after ending the others
   */
  NodeProcesses start() {
    try {
      startNode(1).join();
      var others = new ArrayList<CompletableFuture<Void>>();
      for (var node = 2; node <= nodes; node++) {
        others.add(startNode(node));
      }
      CompletableFuture.allOf(others.toArray(CompletableFuture[]::new)).join();
      return this;
    } catch (RuntimeException failed) {
      close();
      throw failed;
    }
  }

  /** All are asked first and then waited for, so that they drain together. */
  @Override
  public void close() {
    terminal.say("Stopping …");
    processes.forEach(NodeProcess::askToEnd);
    processes.forEach(NodeProcess::close);
  }

  private CompletableFuture<Void> startNode(int node) {
    terminal.say("Starting node %d …".formatted(node));
    var process = new NodeProcess("node-" + node, environment(node), config, terminal);
    processes.add(process);
    return process.start();
  }

  private Map<String, String> environment(int node) {
    var http = config.http();
    var own = Integer.toString(http.port() + node);
    var shared = node == 1 || PORT_IS_SHARED;
    var values = new HashMap<>(options);
    values.put("data.folder", config.data().folder().toString());
    values.put("http.port", shared ? Integer.toString(http.port()) : own);
    values.put("http.ownPort", shared ? own : "0");
    var management = config.management().port();
    values.put("management.port", Integer.toString(management == 0 ? 0 : management + node));
    var environment = GumzoConfig.environment(values);
    file.ifPresent(path -> environment.put("GUMZO_CONFIG", path.toString()));
    return environment;
  }
}
