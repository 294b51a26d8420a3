package io.gumzo.sockets;

import io.vertx.core.Context;
import java.util.UUID;

/** Something of this node that receives an account's events; most are sessions. */
public interface Receiver {
  UUID account();

  /** On whose event loop {@link #receive} and {@link #close} are called. */
  Context context();

  /** Must not block; whoever cannot take it now bounds what it keeps. */
  void receive(Delivered delivered);

  void close(CloseCode code);
}
