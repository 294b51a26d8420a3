package io.gumzo.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gumzo.config.TlsConfig;
import io.gumzo.redis.OwnRedis;
import io.gumzo.redis.TlsRedis;
import io.gumzo.testing.Certificates;
import io.gumzo.tls.TlsFiles;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who connects to the port of the event bus and is not a node. */
class BusStrangersTest {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final Certificates CERTIFICATES = new Certificates();
  private static OwnRedis redis;
  private static TestNode first;
  private static TestNode second;

  @BeforeAll
  static void start() {
    redis = new OwnRedis();
    first = TestNode.start(redis);
    second = TestNode.start(redis);
    areReady(first, second);
  }

  @AfterAll
  static void stop() {
    second.close();
    first.close();
    redis.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MAX_VALUE, BusBound.MOST_BYTES + 1, 0, -1, Integer.MIN_VALUE})
  void a_length_that_no_node_sends_ends_the_connection(int length) throws IOException {
    try (var stranger = connect(second)) {
      var out = new DataOutputStream(stranger.getOutputStream());
      for (byte part : new byte[] {24, 16, 8, 0}) {
        out.writeByte(length >>> part);
        out.flush();
      }
      assertThat(isEnded(stranger)).isTrue();
    }
    deliver(first, second);
  }

  @Test
  void an_address_has_so_many_connections_and_no_more() throws IOException {
    var strangers = new ArrayList<Socket>();
    try {
      // The nodes themselves hold some.
      for (int each = 0; each < BusGate.MOST_PER_ADDRESS; each++) {
        strangers.add(connect(second));
      }
      assertThat(isEnded(strangers.getLast())).isTrue();
    } finally {
      for (var stranger : strangers) {
        stranger.close();
      }
    }
    await()
        .ignoreExceptions()
        .until(
            () -> {
              try (var stranger = connect(second)) {
                new DataOutputStream(stranger.getOutputStream()).writeInt(1);
                stranger.setSoTimeout(100);
                return stranger.getInputStream().read() != -1;
              } catch (SocketTimeoutException open) {
                return true;
              }
            });
    deliver(first, second);
  }

  @Test
  void no_object_is_made_of_what_came() {
    assertThatThrownBy(
            () ->
                first
                    .cluster
                    .vertx()
                    .eventBus()
                    .send(Link.address(second.id()), new BigInteger("7")))
        .hasMessageContaining("No message codec");
  }

  @Test
  void with_certificates_only_nodes_get_in_and_redis_is_checked_too() throws IOException {
    try (var own = new OwnRedis();
        var encrypted = new TlsRedis(own, CERTIFICATES);
        var one = TestNode.start(encrypted.config(), CERTIFICATES.both("server"));
        var other = TestNode.start(encrypted.config(), CERTIFICATES.both("client"))) {
      areReady(one, other);
      deliver(one, other);
      var other_authority = new Certificates();
      for (var tls :
          List.of(
              CERTIFICATES.trust(),
              new TlsConfig(
                  CERTIFICATES.file("ca.pem"),
                  other_authority.file("client.pem"),
                  other_authority.file("client.key")))) {
        assertThatThrownBy(() -> speak(other, tls)).isInstanceOf(IOException.class);
      }
      speak(other, CERTIFICATES.both("client"));
    }
  }

  private static void speak(TestNode node, TlsConfig tls) throws IOException {
    var trust = TlsFiles.authorities(tls).getTrustManagers();
    try (var socket =
        (SSLSocket)
            TlsFiles.context(tls, trust)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), node.busPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.startHandshake();
      // A refused certificate is told after the client's handshake is over.
      socket.getOutputStream().write(new byte[] {0, 0, 0, 1});
      socket.setSoTimeout(300);
      if (socket.getInputStream().read() == -1) {
        throw new IOException("closed");
      }
    } catch (SocketTimeoutException open) {
      assertThat(open).isNotNull();
    }
  }

  private static void areReady(TestNode... nodes) {
    for (var node : nodes) {
      await().untilAsserted(() -> assertThat(node.health().checks()).allMatch(c -> c.ok()));
    }
  }

  private static void deliver(TestNode from, TestNode to) {
    var account = UUID.randomUUID();
    to.attend(account, 1);
    from.commit(TestNode.event(account, 1));
    await().untilAsserted(() -> assertThat(to.positionsArrived(account)).containsExactly(1L));
  }

  private static Socket connect(TestNode node) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), node.busPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  /** Whether the other side closed it. */
  private static boolean isEnded(Socket socket) {
    try {
      return socket.getInputStream().read() == -1;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }
}
