package io.gumzo.config;

import static io.gumzo.config.Rules.inRange;

/** What one socket may cost, and when it is given up. */
public record SocketsConfig(
    int authenticateSeconds,
    int pingSeconds,
    int idleSeconds,
    int queueFrames,
    int queueBytes,
    int stuckSeconds,
    int maxFrameBytes,
    int inFlight,
    int drainSeconds) {

  public SocketsConfig {
    inRange("sockets.authenticateSeconds", authenticateSeconds, 1, 120);
    inRange("sockets.pingSeconds", pingSeconds, 1, 600);
    inRange("sockets.idleSeconds", idleSeconds, 2, 3_600);
    if (pingSeconds >= idleSeconds) {
      throw new ConfigException(
          "sockets.pingSeconds: want less than sockets.idleSeconds (%d), have %d"
              .formatted(idleSeconds, pingSeconds));
    }
    inRange("sockets.queueFrames", queueFrames, 8, 100_000);
    inRange("sockets.queueBytes", queueBytes, 16_384, 1_073_741_824);
    inRange("sockets.stuckSeconds", stuckSeconds, 1, 600);
    inRange("sockets.maxFrameBytes", maxFrameBytes, 1_024, 16_777_216);
    inRange("sockets.inFlight", inFlight, 1, 1_000);
    inRange("sockets.drainSeconds", drainSeconds, 0, 600);
  }

  /**
   * Of one message. What is over {@link #maxFrameBytes} and within this is read, to answer it; what
   * is beyond it closes the socket.
   */
  public int mostReadBytes() {
    return 2 * maxFrameBytes;
  }
}
