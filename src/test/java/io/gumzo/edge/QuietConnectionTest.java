package io.gumzo.edge;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.testing.LocalNode;
import io.gumzo.testing.Person;
import io.gumzo.testing.SimpleSocket;
import io.gumzo.testing.Socket;
import io.gumzo.testing.TestCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A connection that nobody uses is not kept for ever; a socket is, by its heartbeats. */
class QuietConnectionTest {
  private static final int PATIENCE_MILLIS = 30_000;

  private static TestCluster cluster;
  private static LocalNode node;

  @BeforeAll
  static void start() {
    cluster = new TestCluster(Map.of("http.idleSeconds", "1"));
    node = cluster.local();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void a_connection_that_says_nothing_is_closed() throws IOException {
    awaitClosed("");
  }

  @Test
  void half_a_request_is_not_waited_for() throws IOException {
    awaitClosed("GET /api/v1/me HTTP/1.1\r\nHost: 127");
  }

  @Test
  void a_quiet_socket_stays() throws IOException {
    var asha = Person.signUp(node.api());
    UUID conversation = asha.conversationWith(node.api(), Person.signUp(node.api()));
    try (var socket = get(Socket.ready(node.port(), asha.token()));
        var simple = get(SimpleSocket.open(node.port(), conversation, asha.token()))) {
      awaitClosed("");
      awaitClosed("");

      assertThat(get(socket.ping()).getString("type")).isEqualTo("ok");
      assertThat(simple.closed().isComplete()).isFalse();
    }
  }

  /** Comes back after the time that a connection may be quiet. */
  private static void awaitClosed(String begun) throws IOException {
    try (var connection = new java.net.Socket("127.0.0.1", node.port())) {
      connection.setSoTimeout(PATIENCE_MILLIS);
      connection.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
      assertThat(connection.getInputStream().read()).isEqualTo(-1);
    }
  }
}
