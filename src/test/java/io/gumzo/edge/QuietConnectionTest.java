package io.gumzo.edge;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.gumzo.testing.Health;
import io.gumzo.testing.LocalNode;
import io.gumzo.testing.Person;
import io.gumzo.testing.RawConnection;
import io.gumzo.testing.SimpleSocket;
import io.gumzo.testing.Socket;
import io.gumzo.testing.TestCluster;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A connection that nobody uses is not kept for ever; a socket is, by its heartbeats. */
class QuietConnectionTest {
  private static final int PATIENCE_MILLIS = 30_000;
  private static final String REQUEST = "GET /.well-known/jwks.json HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String UPGRADE =
      "GET /api/v1/socket HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
          + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
          + "Sec-WebSocket-Protocol: gumzo.v1\r\n\r\n";

  private static TestCluster cluster;
  private static LocalNode node;

  /** Lets connections be quiet for long, but not requests. */
  private static LocalNode patient;

  @BeforeAll
  static void start() throws IOException {
    cluster =
        new TestCluster(
            Map.of(
                "http.host", "0.0.0.0",
                "http.headSeconds", "1",
                "http.bodySeconds", "1"));
    node = cluster.local(Map.of("http.idleSeconds", "1", "http.connectionsPerAddress", "3"));
    String own = ownAddress().map(InetAddress::getHostAddress).orElse("");
    patient = cluster.local(Map.of("http.connectionsPerAddress", "1", "http.trustedProxies", own));
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

  /** Never quiet for long, and never done. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/v1/me HTTP/1.1\r\nX: ",
        "GET /.well-known/jwks.json HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nX: ",
        "POST /api/v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Length: 9999\r\n\r\n"
      })
  void a_request_that_trickles_is_not_waited_for(String begun) throws IOException {
    double before = late();
    var logged = new ListAppender<ILoggingEvent>();
    var logger = (Logger) LoggerFactory.getLogger("io.gumzo.http.ProblemHandler");
    logged.start();
    logger.addAppender(logged);
    try (var connection = RawConnection.to(patient.port())) {
      connection.send(begun);
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(200))
          .until(() -> connection.isClosedAfter("x"));
    }
    assertThat(late()).isEqualTo(before + 1);
    logger.detachAppender(logged);
    assertThat(logged.list).isEmpty();
  }

  @Test
  void one_address_has_so_many_connections_and_sockets_among_them() throws Exception {
    var own = ownAddress();
    assumeTrue(own.isPresent(), "this machine has no address but its loopback");
    try (var socket = RawConnection.to(own.get(), node.port());
        var second = RawConnection.to(own.get(), node.port());
        var third = RawConnection.to(own.get(), node.port())) {
      socket.send(UPGRADE);
      second.send(REQUEST);
      third.send(REQUEST);
      assertThat(socket.read()).isEqualTo('H');
      assertThat(second.read()).isEqualTo('H');
      assertThat(third.read()).isEqualTo('H');
      try (var another = RawConnection.to(own.get(), node.port())) {
        assertThat(another.read()).isEqualTo(-1);
      }
      try (var local = RawConnection.to(node.port())) {
        assertThat(local.send(REQUEST).read()).isEqualTo('H');
      }
      assertThat(closed(node, "address")).isEqualTo(1);
    }
    await()
        .until(
            () -> {
              try (var free = RawConnection.to(own.get(), node.port())) {
                return free.send(REQUEST).read() == 'H';
              }
            });
  }

  @Test
  void a_trusted_proxy_has_as_many_connections_as_it_wants() throws Exception {
    var own = ownAddress();
    assumeTrue(own.isPresent(), "this machine has no address but its loopback");
    try (var one = RawConnection.to(own.get(), patient.port());
        var two = RawConnection.to(own.get(), patient.port())) {
      assertThat(one.send(REQUEST).read()).isEqualTo('H');
      assertThat(two.send(REQUEST).read()).isEqualTo('H');
    }
  }

  private static Optional<InetAddress> ownAddress() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(each -> each instanceof Inet4Address && !each.isLoopbackAddress())
        .findFirst();
  }

  private static double late() {
    return closed(patient, "slow-head") + closed(patient, "slow-body");
  }

  private static double closed(LocalNode of, String reason) {
    return Health.metrics(of.managementPort())
        .lines()
        .filter(line -> line.startsWith("gumzo_http_connections_closed_total"))
        .filter(line -> line.contains('"' + reason + '"'))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
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
