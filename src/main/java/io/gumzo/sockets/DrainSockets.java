package io.gumzo.sockets;

import io.gumzo.bus.Command;

/** Moves the clients of this node elsewhere; answers when none is left or the time is up. */
public record DrainSockets() {
  public static final Command<DrainSockets, Void> COMMAND =
      new Command<>("drain-sockets", DrainSockets.class, Void.class);
}
