package io.gumzo.sockets;

import io.vertx.core.Context;
import java.util.UUID;

/** Something of this node that receives an account's events; most are sessions. */
public interface Receiver {
  UUID account();

  /** On whose event loop everything else is called. */
  Context context();

  /** Must not block; whoever cannot take it now bounds what it keeps. */
  void receive(Delivered delivered);

  /** The node is about to stop: after that time, the client moves to another one. */
  void drain(long afterMillis);

  void close(CloseCode code);
}
