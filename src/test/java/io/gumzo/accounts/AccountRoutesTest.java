package io.gumzo.accounts;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.http.Entrance;
import io.gumzo.http.HttpVerticle;
import io.gumzo.http.RouteTable;
import io.gumzo.json.Yaml;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.sessions.SessionRoutes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccountRoutesTest {
  private static final String PASSWORD = "mvua-kubwa-jana";

  private static TestAccounts node;
  private static WebClient web;
  private static int port;

  @BeforeAll
  static void start() {
    node = new TestAccounts(Map.of("http.port", "0", "throttle.checkSignUp.burst", "12"));
    var http =
        new HttpVerticle(
            node.config.http(),
            node.tokens,
            List.of(
                new AccountRoutes(node.bus),
                new SessionRoutes(node.bus, node.config.http(), node.config.tokens()),
                AccountRoutesTest::others),
            List.of(),
            new HttpServerOptions(),
            Entrance.of(node.config.http(), new SimpleMeterRegistry()));
    get(node.vertx.deployVerticle(http));
    port = http.port();
    web = WebClient.create(node.vertx);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void from_signing_up_to_signing_out() {
    JsonObject me = created(post("accounts", person("furaha")));
    JsonObject session = created(post("sessions", login("furaha")));
    String token = session.getString("accessToken");
    assertThat(session.getJsonObject("account")).isEqualTo(me);
    assertThat(session.getInteger("expiresInSeconds")).isEqualTo(600);
    assertThat(json(200, request(HttpMethod.GET, "me", token).send())).isEqualTo(me);
    JsonObject seen =
        json(200, request(HttpMethod.GET, "accounts/" + me.getString("id"), token).send());
    assertThat(seen.fieldNames())
        .containsExactlyInAnyOrder(
            "id", "username", "displayName", "picture", "revision", "createdAt", "about");
    JsonObject refresh = new JsonObject().put("refreshToken", session.getString("refreshToken"));
    JsonObject next = json(200, post("sessions/refresh", refresh));

    assertThat(get(request(HttpMethod.DELETE, "sessions/current", token).send()).statusCode())
        .isEqualTo(204);

    problem(
        ProblemType.SESSION_ENDED,
        post(
            "sessions/refresh",
            new JsonObject().put("refreshToken", next.getString("refreshToken"))));
  }

  @Test
  void every_broken_rule_is_answered_at_once_whoever_finds_it() {
    created(post("accounts", person("pendo")));

    JsonObject refused =
        problem(
            ProblemType.INVALID_REQUEST,
            post(
                "accounts",
                new JsonObject()
                    .put("firstName", "")
                    .put("email", "nowhere")
                    .put("username", "PENDO")
                    .put("password", "1234567")
                    .put("extra", 1)));

    assertThat(refused.getJsonArray("errors").stream().map(AccountRoutesTest::rule))
        .contains(
            "firstName minLength",
            "lastName required",
            "email email",
            "username taken",
            "password minLength",
            "password notOnlyDigits")
        .doesNotHaveDuplicates();
  }

  @Test
  void a_browser_is_given_a_cookie_that_no_script_reads() {
    created(post("accounts", person("malaika")));
    HttpResponse<Buffer> signedIn =
        get(post("sessions", login("malaika").put("refreshIn", "cookie")));

    assertThat(signedIn.bodyAsJsonObject().containsKey("refreshToken")).isFalse();
    String cookie = signedIn.getHeader("Set-Cookie");
    assertThat(cookie.split("; "))
        .contains("HTTPOnly", "SameSite=Strict", "Path=/", "Max-Age=" + 30 * 86_400)
        .doesNotContain("Secure");

    HttpResponse<Buffer> foreign =
        get(
            withCookie(cookie)
                .putHeader("Origin", "https://evil.example")
                .sendJsonObject(new JsonObject()));
    assertThat(foreign.bodyAsJsonObject().getString("type")).isEqualTo(ProblemType.FORBIDDEN.uri());
    HttpResponse<Buffer> refreshed =
        get(
            withCookie(cookie)
                .putHeader("Origin", "http://127.0.0.1:" + port)
                .sendJsonObject(new JsonObject()));
    assertThat(refreshed.statusCode()).isEqualTo(200);
    assertThat(refreshed.bodyAsJsonObject().containsKey("refreshToken")).isFalse();
    String next = refreshed.getHeader("Set-Cookie");
    assertThat(next).isNotEqualTo(cookie);

    String token = refreshed.bodyAsJsonObject().getString("accessToken");
    HttpResponse<Buffer> out = get(request(HttpMethod.DELETE, "sessions/current", token).send());
    assertThat(out.getHeader("Set-Cookie"))
        .startsWith("gumzo_refresh_" + port + "=;")
        .contains("Max-Age=0");
    problem(ProblemType.SESSION_ENDED, withCookie(next).sendJsonObject(new JsonObject()));
  }

  @Test
  void the_page_of_one_account_neither_uses_nor_clears_the_cookie_of_another() {
    var jana = created(post("accounts", person("jana.m")));
    var kesho = created(post("accounts", person("kesho.m")));
    String token = created(post("sessions", login("jana.m"))).getString("accessToken");
    String cookie =
        get(post("sessions", login("kesho.m").put("refreshIn", "cookie"))).getHeader("Set-Cookie");

    var foreign = new JsonObject().put("accountId", jana.getString("id"));
    problem(ProblemType.ANOTHER_ACCOUNT, withCookie(cookie).sendJsonObject(foreign));
    HttpResponse<Buffer> out =
        get(
            request(HttpMethod.DELETE, "sessions/current", token)
                .putHeader("Cookie", cookie.substring(0, cookie.indexOf(';')))
                .send());

    assertThat(out.statusCode()).isEqualTo(204);
    assertThat(out.getHeader("Set-Cookie")).isNull();
    var own = new JsonObject().put("accountId", kesho.getString("id"));
    HttpResponse<Buffer> refreshed = get(withCookie(cookie).sendJsonObject(own));
    assertThat(refreshed.bodyAsJsonObject().getJsonObject("account")).isEqualTo(kesho);
  }

  @Test
  void no_foreign_page_plants_a_cookie() {
    var planted =
        web.post(port, "127.0.0.1", "/api/v1/sessions")
            .putHeader("Origin", "https://evil.example")
            .sendJsonObject(login("anybody").put("refreshIn", "cookie"));

    problem(ProblemType.FORBIDDEN, planted);
  }

  @Test
  void without_a_refresh_token_nobody_is_signed_in() {
    problem(ProblemType.UNAUTHENTICATED, post("sessions/refresh", new JsonObject()));
    problem(
        ProblemType.SESSION_ENDED,
        post("sessions/refresh", new JsonObject().put("refreshToken", "x")));
    problem(ProblemType.UNAUTHENTICATED, web.get(port, "127.0.0.1", "/api/v1/me").send());
    problem(ProblemType.UNAUTHENTICATED, request(HttpMethod.GET, "me", "x.y.z").send());
  }

  @Test
  void people_are_listed_in_pages() {
    created(post("accounts", person("penda1")));
    created(post("accounts", person("penda2")));
    String token = created(post("sessions", login("penda1"))).getString("accessToken");

    JsonObject first =
        json(200, list(token).addQueryParam("query", "penda").addQueryParam("limit", "1").send());
    JsonObject second =
        json(
            200,
            list(token)
                .addQueryParam("query", "penda")
                .addQueryParam("limit", "1")
                .addQueryParam("cursor", first.getString("next"))
                .send());

    assertThat(first.getJsonArray("items").getJsonObject(0).getString("username"))
        .isEqualTo("penda1");
    assertThat(second.getJsonArray("items").getJsonObject(0).getString("username"))
        .isEqualTo("penda2");
    problem(ProblemType.INVALID_REQUEST, list(token).addQueryParam("cursor", "x").send());
    problem(ProblemType.INVALID_REQUEST, list(token).addQueryParam("limit", "0").send());
  }

  @Test
  void guessing_passwords_is_slowed_down() {
    created(post("accounts", person("salama")));
    JsonObject wrong = login("salama").put("password", "not-the-password");
    for (int i = 0; i < 6; i++) {
      problem(ProblemType.SIGN_IN_FAILED, post("sessions", wrong));
    }

    HttpResponse<Buffer> refused = get(post("sessions", login("salama")));

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.getHeader("Retry-After")).isEqualTo("1");
    assertThat(refused.bodyAsJsonObject().getLong("retryAfterMillis")).isBetween(1L, 1_000L);
  }

  /** Operations of other capabilities, without which the contract is not whole. */
  private static void others(RouteTable table) {
    Yaml.resource("openapi.yaml").getJsonObject("paths").stream()
        .flatMap(path -> ((JsonObject) path.getValue()).stream())
        .map(method -> ((JsonObject) method.getValue()).getString("operationId"))
        .filter(operation -> !table.knows(operation))
        .forEach(
            operation ->
                table.on(
                    operation, call -> Future.failedFuture(Problem.of(ProblemType.NOT_FOUND))));
  }

  private static Future<HttpResponse<Buffer>> post(String path, JsonObject body) {
    return web.post(port, "127.0.0.1", "/api/v1/" + path).sendJsonObject(body);
  }

  private static HttpRequest<Buffer> request(HttpMethod method, String path, String token) {
    return web.request(method, port, "127.0.0.1", "/api/v1/" + path)
        .bearerTokenAuthentication(token);
  }

  private static HttpRequest<Buffer> list(String token) {
    return request(HttpMethod.GET, "accounts", token);
  }

  private static HttpRequest<Buffer> withCookie(String setCookie) {
    return web.post(port, "127.0.0.1", "/api/v1/sessions/refresh")
        .putHeader("Cookie", setCookie.substring(0, setCookie.indexOf(';')));
  }

  private static JsonObject created(Future<HttpResponse<Buffer>> response) {
    return json(201, response);
  }

  private static JsonObject json(int status, Future<HttpResponse<Buffer>> response) {
    HttpResponse<Buffer> answer = get(response);
    assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(status);
    return answer.bodyAsJsonObject();
  }

  private static JsonObject problem(ProblemType type, Future<HttpResponse<Buffer>> response) {
    JsonObject problem = json(type.status(), response);
    assertThat(problem.getString("type")).isEqualTo(type.uri());
    return problem;
  }

  private static String rule(Object error) {
    return ((JsonObject) error).getString("field") + " " + ((JsonObject) error).getString("rule");
  }

  private static JsonObject person(String username) {
    return new JsonObject()
        .put("firstName", "Asha")
        .put("lastName", "Mwangi")
        .put("email", username + "@example.org")
        .put("username", username)
        .put("password", PASSWORD);
  }

  private static JsonObject login(String username) {
    return new JsonObject().put("login", username).put("password", PASSWORD);
  }
}
