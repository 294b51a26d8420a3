package io.gumzo.edge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.gumzo.testing.Breaches;
import io.gumzo.testing.Futures;
import io.gumzo.testing.Person;
import io.gumzo.testing.RawHttp;
import io.gumzo.testing.RawHttp.Response;
import io.gumzo.testing.Socket;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Pages of which origin may use the cookie and open sockets, where nothing is configured. */
@ExtendWith({Edge.class, Breaches.class})
class OriginTest {
  @Test
  void the_cookie_is_for_this_server_alone() {
    var cookie = signIn(Edge.port(), Edge.asha(), Map.of()).header("Set-Cookie");
    assertThat(cookie).contains("HTTPOnly", "SameSite=Strict", "Path=/").doesNotContain("Secure");
    assertThat(cookie).doesNotContain("Domain");
  }

  /** Something in front adds TLS, passes Host on and is not trusted, or not named yet. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:%d 127.0.0.1:%d",
        "https://127.0.0.1:%d 127.0.0.1:%d",
        "https://chat.example.net chat.example.net",
        "https://chat.example.net Chat.Example.net:443",
        "http://chat.example.net chat.example.net:80",
      })
  void a_page_of_the_requests_own_host_is_ours(String originAndHost) {
    String[] both = originAndHost.replace("%d", Integer.toString(Edge.port())).split(" ", -1);
    var headers = Map.of("Origin", both[0], "Host", both[1]);
    assertThat(signIn(Edge.port(), Edge.asha(), headers).status()).isEqualTo(201);
    Futures.get(Socket.open(Edge.port(), headers, frame -> {})).close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example chat.example.net",
        "https://chat.example.net.evil.example chat.example.net",
        "https://chat.example.net:8443 chat.example.net",
        "ws://chat.example.net chat.example.net",
        "null chat.example.net",
        "file:// chat.example.net",
      })
  void a_page_of_another_origin_is_not(String originAndHost) {
    String[] both = originAndHost.split(" ", -1);
    var headers = Map.of("Origin", both[0], "Host", both[1]);
    assertThat(signIn(Edge.port(), Edge.asha(), headers).status()).isEqualTo(403);
  }

  @Test
  void a_proxy_that_nobody_named_is_hinted_at_once() {
    var logged = new ListAppender<ILoggingEvent>();
    var logger = (Logger) LoggerFactory.getLogger("io.gumzo.http.UnnamedProxy");
    logged.start();
    logger.addAppender(logged);
    for (int again = 0; again < 15; again++) {
      signIn(Edge.port(), Edge.asha(), Map.of("X-Forwarded-For", "203.0.113." + again));
    }
    logger.detachAppender(logged);
    assertThat(logged.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .singleElement()
        .asString()
        .contains("127.0.0.1", "http.trustedProxies");
  }

  private static Response signIn(int port, Person person, Map<String, String> headers) {
    var all = new HashMap<>(headers);
    all.put("Content-Type", "application/json");
    var body =
        new JsonObject()
            .put("login", person.username())
            .put("password", Person.PASSWORD)
            .put("refreshIn", "cookie");
    return RawHttp.send(port, HttpMethod.POST, "/api/v1/sessions", all, body.toBuffer());
  }
}
