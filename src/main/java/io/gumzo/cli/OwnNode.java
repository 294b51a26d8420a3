package io.gumzo.cli;

import io.gumzo.Node;
import io.gumzo.bus.Bus;
import io.gumzo.config.GumzoConfig;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node of this process. */
final class OwnNode implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OwnNode.class);
  private static final int START_SECONDS = 120;
  private static final int STOP_SECONDS = 20;

  private final Node node;
  private final GumzoConfig config;
  private final Terminal terminal;

  private OwnNode(Node node, GumzoConfig config, Terminal terminal) {
    this.node = node;
    this.config = config;
    this.terminal = terminal;
  }

  /** Waits until it serves. */
  static OwnNode start(GumzoConfig config, Terminal terminal) throws Exception {
    try {
      var node =
          Node.start(config)
              .toCompletionStage()
              .toCompletableFuture()
              .get(START_SECONDS, TimeUnit.SECONDS);
      return new OwnNode(node, config, terminal);
    } catch (TimeoutException slow) {
      throw new Failure(
          ExitCode.SERVER,
          "The node did not start within %d s; the log says more.".formatted(START_SECONDS),
          slow);
    }
  }

  Bus bus() {
    return node.bus();
  }

  /** Waits for its drain, and some seconds more. */
  @Override
  public void close() {
    terminal.say("Stopping …");
    try {
      node.stop()
          .toCompletionStage()
          .toCompletableFuture()
          .get(config.sockets().drainSeconds() + STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException failed) {
      LOG.warn("The node did not stop cleanly", failed);
    }
  }
}
