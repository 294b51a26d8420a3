package io.gumzo.nodes;

import io.gumzo.bus.Command;

/**
 * Takes this node out of the cluster without losing anything: others stop sending to it while it
 * still takes what is under way, then it stops sending. Answers after about a second, always. To be
 * asked once, when the sockets are closed, before anything is undeployed.
 */
public record Drain() {
  public static final Command<Drain, Void> COMMAND =
      new Command<>("drain-node", Drain.class, Void.class);
}
