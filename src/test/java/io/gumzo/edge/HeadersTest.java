package io.gumzo.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.problem.ProblemType;
import io.gumzo.testing.RawHttp;
import io.gumzo.testing.RawHttp.Response;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers are told, and what is served out of folders. */
@ExtendWith({Edge.class, NothingWritten.class})
class HeadersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/index.html",
        "/conversations/x",
        "/app/main.js",
        "/docs",
        "/problems/internal",
        "/openapi.yaml",
        "/nothing",
        "/api/v1/me",
        "/manifest.webmanifest"
      })
  void every_answer_tells_browsers_what_it_may_not_do(String uri) {
    var response = page(uri);
    assertThat(response.header("Content-Security-Policy"))
        .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
        .doesNotContain("unsafe-eval", "*", "http:");
    assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(response.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(response.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(response.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    assertThat(response.header("X-Request-Id")).isNotBlank();
    assertThat(response.header("Strict-Transport-Security")).isNull();
    assertThat(response.header("Server")).isNull();
    assertThat(response.header("X-Powered-By")).isNull();
  }

  @Test
  void the_only_inline_script_of_the_page_is_its_import_map() throws Exception {
    var response = page("/");
    var html = response.body().toString();
    var map =
        Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL).matcher(html);
    assertThat(map.find()).isTrue();
    var digest =
        MessageDigest.getInstance("SHA-256").digest(map.group(1).getBytes(StandardCharsets.UTF_8));
    assertThat(response.header("Content-Security-Policy"))
        .contains("script-src 'self' 'sha256-" + Base64.getEncoder().encodeToString(digest) + "';")
        .doesNotContain("unsafe-inline");
    assertThat(Pattern.compile("<script(?![^>]*src=)[^>]*>").matcher(html).results().count())
        .isEqualTo(1);
    assertThat(html).doesNotContainPattern("\\son[a-z]+=").doesNotContain("style=\"");
  }

  @Test
  void the_page_of_the_contract_runs_no_inline_script() {
    var policy = page("/docs").header("Content-Security-Policy");
    assertThat(policy).contains("script-src 'self';", "frame-ancestors 'none'");
    assertThat(page("/docs").body().toString()).doesNotContainPattern("<script(?![^>]*src=)");
  }

  @Test
  void answers_of_the_api_are_kept_nowhere() {
    var many = new Many();
    Operation.all()
        .filter(operation -> operation.method().equals(HttpMethod.GET))
        .filter(operation -> !operation.id().equals("getPicture")) // which is never another
        .forEach(
            operation ->
                many.add(
                    operation.id(),
                    operation.askGood(operation.asker().token(), required(operation)),
                    response -> {
                      assertThat(response.status()).isEqualTo(200);
                      assertThat(response.header("Cache-Control")).isEqualTo("no-store");
                    }));
    many.check();
  }

  /** Parameters that the operation cannot do without. */
  private static Map<String, String> required(Operation operation) {
    return operation.id().equals("listProfileChanges")
        ? Map.of("since", "2026-01-02T03:04:05.678Z")
        : Map.of();
  }

  @Test
  void libraries_are_kept_for_ever_and_our_own_modules_are_asked_for_again() {
    var html = page("/").body().toString();
    var libraries =
        Pattern.compile("\"(/vendor/[^\"]+\\.js)\"")
            .matcher(html)
            .results()
            .map(m -> m.group(1))
            .toList();
    assertThat(libraries).hasSizeGreaterThan(3);
    assertThat(libraries)
        .allSatisfy(
            uri -> {
              var response = page(uri);
              assertThat(response.status()).isEqualTo(200);
              assertThat(response.header("Cache-Control"))
                  .contains("immutable", "max-age=31536000");
              assertThat(response.header("Content-Type")).contains("javascript");
            });
    for (String uri : List.of("/", "/app/main.js", "/styles/tokens.css", "/openapi.yaml")) {
      assertThat(page(uri).header("Cache-Control")).as(uri).isEqualTo("no-cache");
    }
    assertThat(page("/vendor/lit/0.0.0/nothing.js").header("Cache-Control")).isEqualTo("no-store");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/..%2f",
        "/..%2fpom.xml",
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%5c..%5cetc%5cpasswd",
        "/app/..%2f..%2fconf%2fgumzo.yaml",
        "/vendor/lit/..%2f..%2f..%2f..%2fconf/gumzo.yaml",
        "/vendor/lit/%2e%2e/%2e%2e/%2e%2e/%2e%2e/io/gumzo/Main.class",
        "/vendor/swagger-ui/..%2f..%2f..%2f..%2fdb/migrations/V001__accounts.sql",
        "//etc/passwd",
        "/%00",
        "/app/main.js%00.html",
        "/app/",
        "/vendor/",
        "/vendor/lit/",
        "/.git/config",
        "/app/.hidden"
      })
  void no_folder_is_listed_and_none_is_left(String uri) {
    var response = RawHttp.get(Edge.port(), uri);
    assertThat(response.status()).as("%s", response.body()).isIn(400, 403, 404);
    Problems.mustBeProblem(response);
  }

  @Test
  void an_address_that_leads_back_to_the_root_is_the_root() {
    assertThat(page("/vendor/lit/../../").body()).isEqualTo(page("/").body());
    assertThat(page("/vendor/lit/../../../../../../").body()).isEqualTo(page("/").body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/app/main.js",
        "/docs",
        "/openapi.yaml",
        "/.well-known/jwks.json",
        "/problems/internal",
        "/conversations/x"
      })
  void head_answers_as_get_without_the_body(String uri) {
    var got = page(uri);
    var asked =
        RawHttp.send(Edge.port(), HttpMethod.HEAD, uri, Map.of("Accept", "text/html"), null);
    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.body().length()).isZero();
    assertThat(asked.header("Cache-Control")).isEqualTo(got.header("Cache-Control"));
  }

  @Test
  void a_file_that_the_browser_has_is_not_sent_again() {
    var first = page("/app/main.js");
    var again =
        RawHttp.send(
            Edge.port(),
            HttpMethod.GET,
            "/app/main.js",
            Map.of("If-Modified-Since", first.header("Last-Modified")),
            null);
    assertThat(again.status()).isEqualTo(304);
  }

  @Test
  void other_origins_are_told_nothing() {
    var origin = Map.of("Origin", "https://intranet.example.org");
    var simple = RawHttp.send(Edge.port(), HttpMethod.GET, "/openapi.yaml", origin, null);
    assertThat(simple.headers().names())
        .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control-"));
    var preflight =
        RawHttp.send(
            Edge.port(),
            HttpMethod.OPTIONS,
            "/api/v1/me",
            Map.of(
                "Origin", "https://intranet.example.org", "Access-Control-Request-Method", "GET"),
            null);
    Problems.mustBe(preflight, ProblemType.METHOD_NOT_ALLOWED);
    assertThat(preflight.header("Access-Control-Allow-Origin")).isNull();
  }

  private static Response page(String uri) {
    return RawHttp.send(Edge.port(), HttpMethod.GET, uri, Map.of("Accept", "text/html,*/*"), null);
  }
}
