package io.gumzo.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.testing.RawConnection;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the port of metrics and health answers. */
@ExtendWith(Edge.class)
class ManagementTest {
  /** As probes of pods, scrapers, and people on the machine ask. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:9000",
        "10.244.3.17:9000",
        "[::1]:9000",
        "[2001:db8::17]",
        "localhost",
        "LocalHost:9000",
        "gumzo.localhost",
        "gumzo.internal:9000",
        "Gumzo.Internal",
        "gumzo-0.gumzo.svc.cluster.local:9000"
      })
  void names_of_its_own_and_addresses_are_answered(String host) throws IOException {
    assertThat(ask(host)).startsWith("HTTP/1.1 200").contains("\"up\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:9000",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "xgumzo.internal",
        "gumzo.internal.evil.example",
        "svc.cluster.local",
        "127.0.0.1.",
        "2130706433x"
      })
  void other_names_are_refused_at_every_address(String host) throws IOException {
    assertThat(ask(host)).startsWith("HTTP/1.1 403").contains("management.allowedHosts");
  }

  @Test
  void no_browser_speaks_http_1_0() throws IOException {
    try (var connection = RawConnection.to(Edge.node().managementPort())) {
      assertThat(connection.send("GET /health/live HTTP/1.0\r\n\r\n").untilClosed())
          .contains(" 200 ");
    }
  }

  private static String ask(String host) throws IOException {
    try (var connection = RawConnection.to(Edge.node().managementPort())) {
      return connection
          .send("GET /health/live HTTP/1.1\r\nConnection: close\r\nHost: " + host + "\r\n\r\n")
          .untilClosed();
    }
  }
}
