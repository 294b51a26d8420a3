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

  public static void main(String[] arguments) throws Exception {
    var config = GumzoConfig.load(Optional.empty(), System.getenv(), Map.of());
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
