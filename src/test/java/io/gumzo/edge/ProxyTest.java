package io.gumzo.edge;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.gumzo.testing.Breaches;
import io.gumzo.testing.Futures;
import io.gumzo.testing.LocalNode;
import io.gumzo.testing.Person;
import io.gumzo.testing.RawHttp;
import io.gumzo.testing.RawHttp.Response;
import io.gumzo.testing.Socket;
import io.gumzo.testing.TestCluster;
import io.gumzo.testing.TestServers;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** Behind a proxy that is trusted, and with an origin that may call. */
@ExtendWith({Edge.class, Breaches.class})
class ProxyTest {
  private static final String FRIEND = "https://intranet.example.org";

  private static final ListAppender<ILoggingEvent> LOGGED = new ListAppender<>();

  private static TestCluster cluster;
  private static LocalNode node;
  private static Person asha;

  @BeforeAll
  static void start() {
    LOGGED.start();
    ((Logger) LoggerFactory.getLogger("io.gumzo.http")).addAppender(LOGGED);
    cluster =
        new TestCluster(
            Map.of(
                "http.trustedProxies", "127.0.0.0/8,10.0.0.0/8",
                "http.allowedOrigins", "HTTPS://Intranet.Example.org:443",
                "http.publicUrl", "HTTPS://Chat.Example.org:443"));
    node = cluster.local();
    asha = Person.signUp(node.api());
  }

  @AfterAll
  static void stop() {
    ((Logger) LoggerFactory.getLogger("io.gumzo.http")).detachAppender(LOGGED);
    cluster.close();
  }

  @Test
  void the_cookie_is_secure_when_a_trusted_proxy_says_so() {
    var https = Map.of("X-Forwarded-Proto", "https");
    assertThat(cookie(signIn(node.port(), asha, https)))
        .contains("Secure", "HTTPOnly", "SameSite=Strict", "Path=/");
    assertThat(cookie(signIn(node.port(), asha, Map.of()))).doesNotContain("Secure");
    assertThat(cookie(signIn(Edge.port(), Edge.asha(), https))).doesNotContain("Secure");
  }

  @Test
  void the_refresh_token_in_a_cookie_is_not_in_the_body() {
    var response = signIn(node.port(), asha, Map.of());
    assertThat(response.json().containsKey("refreshToken")).isFalse();
    assertThat(cookie(response)).startsWith("gumzo_refresh_" + node.port() + "=");
  }

  @Test
  void signing_out_clears_the_cookie() {
    var other = asha.onAnotherDevice(node.api());
    var response =
        RawHttp.send(
            node.port(),
            HttpMethod.DELETE,
            "/api/v1/sessions/current",
            Map.of("Authorization", "Bearer " + other.token()),
            null);
    assertThat(response.status()).isEqualTo(204);
    assertThat(cookie(response)).startsWith("gumzo_refresh_" + node.port() + "=;");
    assertThat(cookie(response)).contains("Max-Age=0", "Path=/", "HTTPOnly");
  }

  /** All nodes behind a proxy agree on it, whatever port or name the proxy calls them by. */
  @Test
  void the_cookie_is_named_after_the_page_that_the_browser_shows() {
    var https = Map.of("X-Forwarded-Proto", "https", "Origin", "https://chat.example.org");
    assertThat(cookie(signIn(node.port(), asha, https))).startsWith("__Host-gumzo_refresh=");
  }

  @Test
  void a_browser_behind_the_proxy_is_told_to_stay_with_https() {
    var response =
        RawHttp.send(node.port(), HttpMethod.GET, "/", Map.of("X-Forwarded-Proto", "https"), null);
    assertThat(response.header("Strict-Transport-Security")).contains("max-age=");
    assertThat(RawHttp.get(node.port(), "/").header("Strict-Transport-Security")).isNull();
  }

  @Test
  void the_address_is_what_the_last_proxy_that_is_not_ours_says() throws SQLException {
    assertThat(address(node, asha, "203.0.113.7")).isEqualTo("203.0.113.7");
    assertThat(address(node, asha, "198.51.100.1, 203.0.113.7, 10.1.2.3")).isEqualTo("203.0.113.7");
    assertThat(address(node, asha, "2001:db8::1")).isEqualTo("2001:db8::1");
    assertThat(address(node, asha, "10.1.2.3")).isEqualTo("127.0.0.1");
    assertThat(address(node, asha, "198.51.100.1, 203.0.113.7:5678")).isEqualTo("203.0.113.7");
    assertThat(address(node, asha, "203.0.113.7:5678, 10.1.2.3:80")).isEqualTo("203.0.113.7");
    assertThat(address(node, asha, "[2001:db8::1]:443")).isEqualTo("2001:db8::1");
    assertThat(address(node, asha, "[2001:db8::1]")).isEqualTo("2001:db8::1");
    assertThat(address(node, asha, "203.0.113.7:x")).isEqualTo("127.0.0.1");
    assertThat(address(node, asha, "203.0.113.7:1:2")).isEqualTo("127.0.0.1");
    assertThat(address(node, asha, "[203.0.113.7")).isEqualTo("127.0.0.1");
    assertThat(address(node, asha, "2001:db8::1%<b>")).isEqualTo("127.0.0.1");
    assertThat(address(node, asha, "x".repeat(200))).isEqualTo("127.0.0.1");
    assertThat(address(node, asha, "<script>alert(1)</script>")).isEqualTo("127.0.0.1");
  }

  /** Some proxies add a line of their own below what the client sent. */
  @Test
  void a_header_that_comes_twice_is_one_list() throws SQLException {
    var headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("X-Forwarded-For", "198.51.100.1")
            .add("X-Forwarded-For", "203.0.113.8");
    assertThat(Futures.get(signIn(node.port(), asha, headers)).status()).isEqualTo(201);
    assertThat(lastAddress(cluster.postgresUrl(), asha)).isEqualTo("203.0.113.8");
  }

  @Test
  void the_header_forwarded_is_not_read() throws SQLException {
    var answer = signIn(node.port(), asha, Map.of("Forwarded", "for=203.0.113.9;proto=https"));
    assertThat(cookie(answer)).doesNotContain("Secure");
    assertThat(lastAddress(cluster.postgresUrl(), asha)).isEqualTo("127.0.0.1");
  }

  @Test
  void a_page_that_came_in_the_clear_is_not_ours_where_the_request_did_not() {
    var headers =
        Map.of(
            "Origin", "http://chat.example.net",
            "Host", "chat.example.net",
            "X-Forwarded-Proto", "https");
    assertThat(signIn(node.port(), asha, headers).status()).isEqualTo(403);
  }

  @Test
  void an_origin_that_does_not_fit_is_warned_of_once_with_the_setting() {
    for (int again = 0; again < 3; again++) {
      var headers = Map.of("Origin", "https://other.example", "Host", "inside:8000");
      assertThat(signIn(node.port(), asha, headers).status()).isEqualTo(403);
    }
    assertThat(warnings("io.gumzo.http.Origins", "https://chat.example.org"))
        .singleElement()
        .asString()
        .contains("of the origin '", "http.publicUrl");
  }

  private static List<String> warnings(String logger, String part) {
    return List.copyOf(LOGGED.list).stream()
        .filter(event -> event.getLoggerName().equals(logger))
        .map(ILoggingEvent::getFormattedMessage)
        .filter(message -> message.contains(part))
        .toList();
  }

  @Test
  void nobody_is_believed_unless_trusted() throws SQLException {
    signIn(Edge.port(), Edge.asha(), Map.of("X-Forwarded-For", "203.0.113.9"));
    assertThat(lastAddress(Edge.postgresUrl(), Edge.asha())).isEqualTo("127.0.0.1");
  }

  @Test
  void an_allowed_origin_may_call_and_no_other() {
    var allowed = get(FRIEND);
    assertThat(allowed.header("Access-Control-Allow-Origin")).isEqualTo(FRIEND);
    assertThat(allowed.header("Access-Control-Allow-Credentials")).isNull();
    assertThat(allowed.header("Access-Control-Expose-Headers")).contains("X-Request-Id");
    for (String other : new String[] {"https://evil.example", "null", FRIEND + ".evil.example"}) {
      assertThat(get(other).header("Access-Control-Allow-Origin")).as(other).isNull();
    }
  }

  @Test
  void a_preflight_says_what_an_allowed_origin_may_send() {
    var preflight = preflight(FRIEND);
    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(FRIEND);
    assertThat(preflight.header("Access-Control-Allow-Methods")).contains("PUT");
    assertThat(preflight.header("Access-Control-Allow-Headers"))
        .containsIgnoringCase("Authorization")
        .containsIgnoringCase("Content-Type");
    assertThat(preflight("https://evil.example").header("Access-Control-Allow-Origin")).isNull();
  }

  @Test
  void an_allowed_origin_and_our_own_open_sockets() {
    for (String origin : new String[] {FRIEND, "https://chat.example.org"}) {
      try (var socket =
          Futures.get(Socket.open(node.port(), Map.of("Origin", origin), frame -> {}))) {
        Futures.get(socket.authenticate(asha.token(), null, Map.of()));
      }
    }
  }

  @Test
  void a_page_of_another_origin_cannot_use_or_plant_the_cookie() {
    String cookie = cookie(signIn(node.port(), asha, Map.of())).split(";", 2)[0];
    var refresh =
        RawHttp.send(
            node.port(),
            HttpMethod.POST,
            "/api/v1/sessions/refresh",
            Map.of(
                "Content-Type",
                "application/json",
                "Cookie",
                cookie,
                "Origin",
                "https://evil.example"),
            new JsonObject().toBuffer());
    Problems.mustBeProblem(refresh);
    assertThat(refresh.status()).isEqualTo(403);
    var planted = signIn(node.port(), asha, Map.of("Origin", "https://evil.example"));
    assertThat(planted.status()).isEqualTo(403);
    assertThat(planted.header("Set-Cookie")).isNull();
  }

  private static Response get(String origin) {
    return RawHttp.send(
        node.port(),
        HttpMethod.GET,
        "/api/v1/me",
        Map.of("Origin", origin, "Authorization", "Bearer " + asha.token()),
        null);
  }

  private static Response preflight(String origin) {
    return RawHttp.send(
        node.port(),
        HttpMethod.OPTIONS,
        "/api/v1/conversations/" + UUID.randomUUID() + "/read",
        Map.of(
            "Origin", origin,
            "Access-Control-Request-Method", "PUT",
            "Access-Control-Request-Headers", "authorization,content-type"),
        null);
  }

  private static String address(LocalNode at, Person person, String forwarded) throws SQLException {
    var signedIn = signIn(at.port(), person, Map.of("X-Forwarded-For", forwarded));
    assertThat(signedIn.status()).isEqualTo(201);
    return lastAddress(cluster.postgresUrl(), person);
  }

  private static String lastAddress(String postgresUrl, Person person) throws SQLException {
    try (var connection = TestServers.connect(postgresUrl);
        var statement =
            connection.prepareStatement(
                "SELECT address FROM sign_ins WHERE account_id = ? ORDER BY created_at DESC LIMIT 1")) {
      statement.setObject(1, person.id());
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }

  private static Response signIn(int port, Person person, Map<String, String> headers) {
    return Futures.get(signIn(port, person, MultiMap.caseInsensitiveMultiMap().addAll(headers)));
  }

  private static Future<Response> signIn(int port, Person person, MultiMap headers) {
    return RawHttp.ask(
        port,
        HttpMethod.POST,
        "/api/v1/sessions",
        headers.set("Content-Type", "application/json"),
        new JsonObject()
            .put("login", person.username())
            .put("password", Person.PASSWORD)
            .put("refreshIn", "cookie")
            .toBuffer());
  }

  private static String cookie(Response response) {
    return response.header("Set-Cookie");
  }
}
