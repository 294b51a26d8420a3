package io.gumzo.edge;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gumzo.testing.Nginx;
import io.gumzo.testing.Person;
import io.gumzo.testing.RawConnection;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Behind a real nginx that adds TLS, where Gumzo has nothing configured. */
@ExtendWith(Edge.class)
class NginxTest {
  private static Vertx vertx;
  private static WebClient web;
  private static Nginx nginx;

  @BeforeAll
  static void start() {
    assumeTrue(Nginx.isInstalled(), "no nginx here: the tests behind it are left out");
    nginx = Nginx.inFrontOf(Edge.port());
    vertx = Vertx.vertx();
    web =
        WebClient.wrap(
            vertx.createHttpClient(
                new HttpClientOptions().setSsl(true).setTrustAll(true).setVerifyHost(false)));
  }

  @AfterAll
  static void stop() {
    if (nginx != null) {
      nginx.close();
      get(vertx.close());
    }
  }

  @Test
  void where_host_is_passed_on_a_browser_signs_in_stays_so_and_opens_sockets() {
    String origin = "https://127.0.0.1:" + nginx.tlsPort();
    var signedIn = signIn(nginx.tlsPort(), origin);
    assertThat(signedIn.statusCode()).isEqualTo(201);
    String cookie = signedIn.getHeader("Set-Cookie").split(";", 2)[0];
    var refreshed =
        get(
            web.requestAbs(HttpMethod.POST, url(nginx.tlsPort(), "/api/v1/sessions/refresh"))
                .putHeader("Origin", origin)
                .putHeader("Cookie", cookie)
                .sendJsonObject(new JsonObject()));
    assertThat(refreshed.statusCode()).isEqualTo(200);
    openSocket(nginx.tlsPort(), origin);
  }

  @Test
  void a_page_of_another_site_does_neither() {
    String foreign = "https://evil.example";
    assertThat(signIn(nginx.tlsPort(), foreign).statusCode()).isEqualTo(403);
    assertThrows(UpgradeRejectedException.class, () -> openSocket(nginx.tlsPort(), foreign));
  }

  /** nginx' own default for Host: then {@code http.publicUrl} is needed, and the log says so. */
  @Test
  void where_host_is_changed_our_own_page_is_not_known() {
    String origin = "https://127.0.0.1:" + nginx.otherHostPort();
    assertThat(signIn(nginx.otherHostPort(), origin).statusCode()).isEqualTo(403);
  }

  @Test
  void no_request_is_smuggled_past_it() throws IOException {
    for (String header :
        new String[] {
          "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA",
          "Content-Length: 4\r\nTransfer-Encoding: chunked",
          "Transfer-Encoding: xchunked",
          "Host: evil.example"
        }) {
      try (var connection = RawConnection.to(nginx.plainPort())) {
        String answers =
            connection
                .send(
                    "GET /hidden/x HTTP/1.1\r\nHost: a\r\n"
                        + header
                        + "\r\n\r\n0\r\n\r\nGET /.well-known/jwks.json HTTP/1.1\r\nHost: a\r\n"
                        + "Connection: close\r\n\r\n")
                .untilClosed();
        assertThat(answers).as(header).doesNotContain("HTTP/1.1 101", "\"keys\"");
      }
    }
  }

  private static HttpResponse<Buffer> signIn(int port, String origin) {
    var body =
        new JsonObject()
            .put("login", Edge.asha().username())
            .put("password", Person.PASSWORD)
            .put("refreshIn", "cookie");
    return get(
        web.requestAbs(HttpMethod.POST, url(port, "/api/v1/sessions"))
            .putHeader("Origin", origin)
            .sendJsonObject(body));
  }

  private static void openSocket(int port, String origin) {
    var client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions().setSsl(true).setTrustAll(true).setVerifyHost(false));
    var options =
        new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setSsl(true)
            .setURI("/api/v1/socket")
            .addSubProtocol("gumzo.v1")
            .addHeader("Origin", origin);
    get(client.connect(options).compose(socket -> socket.close()));
  }

  private static String url(int port, String path) {
    return "https://127.0.0.1:" + port + path;
  }
}
