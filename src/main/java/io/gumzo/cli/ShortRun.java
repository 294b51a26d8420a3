package io.gumzo.cli;

import io.gumzo.bus.Bus;
import io.gumzo.config.GumzoConfig;
import io.gumzo.problem.Problem;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * What a command needs that does its work and ends: the servers that run already, else embedded
 * ones for as long as it takes; and a node of the same cluster, so that whoever is connected hears
 * of what it does.
 */
final class ShortRun {
  /** Nobody is meant to connect to such a node. */
  private static final Map<String, String> BY_ITSELF =
      Map.ofEntries(
          Map.entry("http.host", "127.0.0.1"),
          Map.entry("http.port", "0"),
          Map.entry("http.ownPort", "0"),
          Map.entry("http.eventLoops", "1"),
          Map.entry("management.host", "127.0.0.1"),
          Map.entry("management.port", "0"),
          Map.entry("sockets.drainSeconds", "0"),
          // Made by ./gumzo start alone: a command may be about to delete it.
          Map.entry("admin.username", ""),
          Map.entry("admin.email", ""),
          Map.entry("admin.password", ""));

  private final Settings settings;

  ShortRun(Settings settings) {
    this.settings = settings;
  }

  /** The work of one command. */
  interface Work<T> {
    void with(T tool, Terminal terminal) throws Exception;
  }

  /** With the servers alone. */
  int withServers(Work<GumzoConfig> work) {
    return run(Map.of(), (config, terminal, shutdown) -> work.with(config, terminal));
  }

  /** With a node; {@code options} are settings that it has of its own. */
  int withNode(Map<String, String> options, Work<Bus> work) {
    var all = new HashMap<>(BY_ITSELF);
    all.putAll(options);
    return run(
        all,
        (config, terminal, shutdown) -> {
          var node = shutdown.start(() -> OwnNode.start(config, Terminal.silent()));
          work.with(node.bus(), terminal);
        });
  }

  /** Waits; a problem becomes lines that say which rule is broken. */
  static <T> T await(Future<T> future) throws InterruptedException {
    try {
      return future.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Problem problem) {
        throw new Failure(ExitCode.SETTINGS, lines(problem), problem);
      }
      if (failed.getCause() instanceof Failure failure) {
        throw failure;
      }
      throw new Failure(ExitCode.UNEXPECTED, "Unexpected: " + failed.getCause(), failed);
    }
  }

  private interface Step {
    void run(GumzoConfig config, Terminal terminal, Shutdown shutdown) throws Exception;
  }

  private int run(Map<String, String> own, Step step) {
    try (var shutdown = Shutdown.onSignal()) {
      var options = new HashMap<>(own);
      var config = settings.load(options);
      var terminal = new Terminal(config);
      if (Backing.isEmbedded(config)) {
        options.putAll(Backing.join(config, shutdown, terminal::say));
      }
      Logs.configure(config, "commands");
      var complete = settings.load(options);
      Preflight.serversAnswer(complete, terminal::say);
      step.run(complete, terminal, shutdown);
      return ExitCode.DONE.code();
    } catch (Exception failed) {
      return Failures.tell(failed);
    }
  }

  private static String lines(Problem problem) {
    if (problem.errors().isEmpty()) {
      var detail = problem.getMessage() == null ? "" : ": " + problem.getMessage();
      return problem.type().title() + detail;
    }
    return problem.errors().stream()
        .map(error -> "%s %s".formatted(error.field(), error.message()))
        .collect(Collectors.joining("\n"));
  }
}
