package io.gumzo.cli;

import io.gumzo.config.ConfigException;
import io.gumzo.config.GumzoConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Whether anybody listens where the nodes are going to. Found out before anything starts, because
 * nodes share a port, and a second system on it would go unnoticed.
 */
final class Ports {
  private Ports() {}

  /**
   * @throws Failure that names the port and how to choose another
   */
  static void areFree(GumzoConfig config, int nodes) {
    var http = config.http();
    var management = config.management();
    isFree("http.port", http.host(), http.port(), "--port");
    if (nodes == 1) {
      isFree("http.ownPort", http.host(), http.ownPort(), "GUMZO_HTTP_OWN_PORT");
      isFree("management.port", management.host(), management.port(), "GUMZO_MANAGEMENT_PORT");
      return;
    }
    if (http.port() == 0) {
      throw new ConfigException("http.port: want one that the nodes can share, have 0");
    }
    for (var node = 1; node <= nodes; node++) {
      isFree("http.ownPort", http.host(), http.port() + node, "--port");
      isFree(
          "management.port", management.host(), management.port() + node, "GUMZO_MANAGEMENT_PORT");
    }
  }

  private static void isFree(String key, String host, int port, String option) {
    if (port == 0) {
      return;
    }
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port));
    } catch (IOException | IllegalArgumentException taken) {
      throw new Failure(
          ExitCode.TAKEN,
          "%s: cannot listen on %s:%d (%s). Choose another with %s."
              .formatted(key, host, port, taken.getMessage(), option),
          taken);
    }
  }
}
