package io.gumzo.sockets;

import io.vertx.core.http.ServerWebSocket;
import java.util.function.BooleanSupplier;

/**
 * Back-pressure: a client that asks faster than answers go out is not read for a while. For the
 * socket's event loop.
 */
public final class Intake {
  private final ServerWebSocket socket;
  private final int mostUnderWay;
  private final BooleanSupplier ready;
  private int underWay;
  private boolean reading = true;
  private boolean ended;

  /**
   * @param mostUnderWay so many commands are served at a time
   * @param ready whether more may be taken in; not asked after {@link #stop}. Whoever changes the
   *     answer calls {@link #adjust}
   */
  public Intake(ServerWebSocket socket, int mostUnderWay, BooleanSupplier ready) {
    this.socket = socket;
    this.mostUnderWay = mostUnderWay;
    this.ready = ready;
  }

  /** A command was taken in. */
  public void begin() {
    underWay++;
    adjust();
  }

  /** It was answered. */
  public void end() {
    underWay--;
    adjust();
  }

  public void adjust() {
    boolean wanted = !ended && underWay < mostUnderWay && ready.getAsBoolean();
    if (wanted != reading && !ended) {
      reading = wanted;
      if (wanted) {
        socket.resume();
      } else {
        socket.pause();
      }
    }
  }

  /** The socket is closed: what is held back is let go of, and nothing is held back any more. */
  public void stop() {
    ended = true;
    if (!reading) {
      reading = true;
      socket.resume();
    }
  }
}
