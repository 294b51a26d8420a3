package io.gumzo.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.testing.Health;
import io.gumzo.testing.RawConnection;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where one request ends and the next begins, nobody may see in two ways; nor whom it is for. */
@ExtendWith({Edge.class, NothingWritten.class})
class FramingTest {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");
  private static final String HOST = "Host: 127.0.0.1\r\n";

  /** What is smuggled: a request that answers 200 where it is taken for one. */
  private static final String SECOND = "GET /.well-known/jwks.json HTTP/1.1\r\n" + HOST + "\r\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: gzip",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: chunked, chunked",
        "Transfer-Encoding: chunked;q=1",
        "Transfer-Encoding: \"chunked\"",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "Transfer-Encoding:\r\n x, chunked",
        "Transfer-Encoding: ",
        "Transfer-Encoding : chunked",
        "Transfer-Encoding\t: chunked",
        " Transfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 5",
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Content-Length: 0\r\nTransfer-Encoding: xchunked",
        "Content-Length: 5\r\nContent-Length: 5",
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: 5, 5",
        "Content-Length: +5",
        "Content-Length: -5",
        "Content-Length: 0x5",
        "Content-Length: 5 5",
        "Content-Length: ",
        "Content-Length: 99999999999999999999",
        "X: a\u0000b",
        "X: a\rb",
        "X\u0000: a",
        "X y: a",
        ": a",
        "no colon",
      })
  void a_body_whose_end_is_not_certain_ends_the_connection(String headers) throws IOException {
    mustRefuse("POST / HTTP/1.1\r\n" + HOST + headers + "\r\n\r\n" + SECOND + SECOND, 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: 127.0.0.1\r\nHost: 127.0.0.1",
        "Host: 127.0.0.1\r\nhost: evil.example",
        "Host: ",
        "Host: a b",
        "Host: a/b",
        "Host: a@b",
        "Host: a:b:c",
        "X: no host"
      })
  void a_request_is_for_one_host(String headers) throws IOException {
    mustRefuse("GET / HTTP/1.1\r\n" + headers + "\r\n\r\n" + SECOND, 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/0.9", "HTTP/1.2", "HTTP/2.0", "HTTP/9.9", "HTTP/1.1x", "HTTX/1.1"})
  void another_version_is_refused(String version) throws IOException {
    mustRefuse("GET / " + version + "\r\n" + HOST + "\r\n" + SECOND, 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"200-ok", "100-continue-not", ""})
  void an_unknown_expectation_fails(String expectation) throws IOException {
    for (String request : new String[] {"GET / ", "POST /api/v1/sessions "}) {
      mustRefuse(
          request + "HTTP/1.1\r\n" + HOST + "Expect: " + expectation + "\r\n\r\n" + SECOND, 417);
    }
  }

  @Test
  void a_body_that_is_announced_is_asked_for() throws IOException {
    try (var connection = RawConnection.to(Edge.port())) {
      connection.send(
          "POST /api/v1/sessions HTTP/1.1\r\n"
              + HOST
              + "Content-Type: application/json\r\nExpect: 100-Continue\r\nConnection: close\r\n"
              + "Content-Length: 2\r\n\r\n");
      assertThat(connection.read()).isEqualTo('H');
      assertThat(connection.send("{}").untilClosed()).contains("100 Continue", "HTTP/1.1 400");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Transfer-Encoding: chunked", "transfer-encoding:\tCHUNKED "})
  void a_chunked_body_is_read(String header) throws IOException {
    assertThat(
            statuses(
                "POST /api/v1/sessions HTTP/1.1\r\n"
                    + HOST
                    + "Content-Type: application/json\r\n"
                    + header
                    + "\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
                    + last()))
        .containsExactly("400", "200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\r\n{}\r\n0\r\n\r\n",
        "-2\r\n{}\r\n0\r\n\r\n",
        "0x2\r\n{}\r\n0\r\n\r\n",
        "2\r\n{}x\r\n0\r\n\r\n",
        "2\n{}\n0\n\n",
        "2;a\nb\r\n{}\r\n0\r\n\r\n",
        "ffffffffffffffff2\r\n{}\r\n0\r\n\r\n",
      })
  void chunks_that_cannot_be_read_end_the_connection(String body) throws IOException {
    String sent =
        "POST /api/v1/sessions HTTP/1.1\r\n"
            + HOST
            + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    try (var connection = RawConnection.to(Edge.port())) {
      assertThat(connection.send(sent + body + SECOND).untilClosed()).doesNotContain("\"keys\"");
    }
  }

  @Test
  void requests_that_follow_each_other_are_each_answered() throws IOException {
    assertThat(statuses(SECOND + SECOND + "\r\n" + last())).containsExactly("200", "200", "200");
  }

  @Test
  void an_answer_that_is_under_way_comes_before_the_refusal() throws IOException {
    String me = "GET /api/v1/me HTTP/1.1\r\n" + HOST + "Authorization: Bearer %s\r\n\r\n";
    assertThat(
            statuses(
                me.formatted(Edge.asha().token())
                    + "POST / HTTP/1.1\r\n"
                    + HOST
                    + "Transfer-Encoding: x\r\n\r\n"
                    + SECOND))
        .containsExactly("200", "400");
  }

  /** As probes and old tools ask. */
  @Test
  void http_1_0_needs_no_host() throws IOException {
    assertThat(statuses("GET /.well-known/jwks.json HTTP/1.0\r\n\r\n")).containsExactly("200");
  }

  @Test
  void http_2_is_spoken_at_neither_port_without_tls() throws IOException {
    for (int port : new int[] {Edge.port(), Edge.node().managementPort()}) {
      try (var connection = RawConnection.to(port)) {
        connection.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");
        assertThat(connection.untilClosed()).startsWith("HTTP/1.1 400");
      }
      try (var connection = RawConnection.to(port)) {
        connection.send(
            "GET /health/live HTTP/1.1\r\n"
                + HOST
                + "Connection: Upgrade, HTTP2-Settings\r\nConnection: close\r\nUpgrade: h2c\r\n"
                + "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n");
        assertThat(connection.untilClosed()).doesNotContain("HTTP/1.1 101").contains("HTTP/1.1");
      }
    }
  }

  @Test
  void the_management_port_frames_as_strictly() throws IOException {
    try (var connection = RawConnection.to(Edge.node().managementPort())) {
      connection.send(
          "POST /health/live HTTP/1.1\r\n"
              + HOST
              + "Transfer-Encoding: xchunked\r\n\r\nGET /health/live HTTP/1.1\r\n"
              + HOST
              + "\r\n");
      assertThat(STATUS.matcher(connection.untilClosed()).results().map(each -> each.group(1)))
          .containsExactly("400");
    }
    assertThat(Health.metrics(Edge.node().managementPort())).contains("gumzo_sockets");
  }

  private static void mustRefuse(String sent, int status) throws IOException {
    try (var connection = RawConnection.to(Edge.port())) {
      String answers = connection.send(sent).untilClosed();
      assertThat(STATUS.matcher(answers).results().map(each -> each.group(1)))
          .as(answers)
          .containsExactly(Integer.toString(status));
      assertThat(answers).containsIgnoringCase("Connection: close").contains("\"requestId\"");
    }
  }

  private static java.util.List<String> statuses(String sent) throws IOException {
    try (var connection = RawConnection.to(Edge.port())) {
      String answers = connection.send(sent).untilClosed();
      return STATUS.matcher(answers).results().map(each -> each.group(1)).toList();
    }
  }

  private static String last() {
    return SECOND.replace(HOST, HOST + "Connection: close\r\n");
  }
}
