package io.gumzo.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports that nobody listens on, below those that the system gives to outgoing connections. Each is
 * handed out once: nodes share a port with whoever else asks for it, instead of failing.
 */
public final class Ports {
  private static final int FIRST = 20_000;
  private static final int LAST = 32_000;
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(FIRST, LAST - 2_000));

  private Ports() {}

  public static int free() {
    while (true) {
      int port = NEXT.getAndIncrement();
      if (port > LAST) {
        throw new IllegalStateException("no port left");
      }
      try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return probe.getLocalPort();
      } catch (IOException taken) {
        // The next one.
      }
    }
  }
}
