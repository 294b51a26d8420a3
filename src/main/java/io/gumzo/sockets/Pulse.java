package io.gumzo.sockets;

import io.gumzo.config.SocketsConfig;
import java.util.concurrent.ThreadLocalRandom;

/** Whether a client still lives: when it was heard last, and when to ask it next. */
final class Pulse {
  private final SocketsConfig config;
  private final long opened = System.currentTimeMillis();
  private long heard;
  private long nextPing;
  private boolean overdue;

  Pulse(SocketsConfig config) {
    this.config = config;
    heard();
    pinged(heard);
  }

  void heard() {
    heard = System.currentTimeMillis();
  }

  /** True when it should have authenticated by now, whatever else was heard of it. */
  boolean isLate(long now) {
    return isTwice(now - opened > config.authenticateSeconds() * 1_000L);
  }

  /** True when it was not heard for too long. */
  boolean isGone(long now) {
    return isTwice(now - heard > config.idleSeconds() * 1_000L);
  }

  /**
   * An event loop that was busy asks this before it has read what arrived meanwhile. By the next
   * time that it asks, it has.
   */
  private boolean isTwice(boolean now) {
    boolean again = now && overdue;
    overdue = now;
    return again;
  }

  boolean isPingDue(long now) {
    return now >= nextPing;
  }

  /** The next one is due half an interval to one interval later, so that sockets spread. */
  void pinged(long now) {
    long interval = config.pingSeconds() * 1_000L;
    nextPing = now + interval / 2 + ThreadLocalRandom.current().nextLong(interval / 2 + 1);
  }
}
