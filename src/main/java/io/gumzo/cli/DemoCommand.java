package io.gumzo.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gumzo demo}. */
@Command(
    name = "demo",
    description = "Fill an empty system with a dozen people and lively conversations.")
final class DemoCommand implements Callable<Integer> {
  /** People do not type this fast. */
  private static final Map<String, String> UNHURRIED =
      Map.of(
          "throttle.sendMessage.everyMillis", "1",
          "throttle.sendMessage.burst", "100000",
          "throttle.createConversation.everyMillis", "1",
          "throttle.createConversation.burst", "100000",
          "throttle.requestContact.everyMillis", "1",
          "throttle.requestContact.burst", "100000");

  @Mixin private Settings settings;

  @Override
  public Integer call() {
    return new ShortRun(settings)
        .withNode(UNHURRIED, (bus, terminal) -> new Demo(bus, terminal).fill());
  }
}
