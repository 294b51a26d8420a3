package io.gumzo.bench;

import io.gumzo.Node;
import io.gumzo.config.GumzoConfig;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A node as {@code ./gumzo start} would run it, settings from the environment, that can also be
 * told to publish by itself.
 */
final class BenchNode {
  private BenchNode() {}

  public static void main(String[] arguments) {
    try {
      serve(GumzoConfig.load(Optional.empty(), System.getenv(), Map.of()));
    } catch (Exception failed) {
      // Threads of the node that never came up would keep the process alive, and the lab waiting.
      failed.printStackTrace();
      System.exit(1);
    }
  }

  private static void serve(GumzoConfig config) throws Exception {
    Node node =
        Node.start(config).toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    var publisher = new Publisher(node.bus());
    var pacer = new Pacer(publisher::publish);
    Control.say("ready", config.http().port());
    new Control()
        .on("rooms", publisher::rooms)
        .on("pace", pacer::run)
        .on("allow", words -> pacer.allow(Long.parseLong(words[1])))
        .serve();
  }
}
