package io.gumzo.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback address. */
final class Ports {
  private Ports() {}

  /** {@code preferred} when nobody has it, else any. */
  static int free(int preferred) throws IOException {
    if (preferred > 0) {
      try (var socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), preferred));
        return preferred;
      } catch (IOException taken) {
        // Another program took it meanwhile: any other serves as well.
      }
    }
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
