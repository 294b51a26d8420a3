package io.gumzo.mail;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.LocalNode;
import io.gumzo.testing.Person;
import io.gumzo.testing.RawHttp;
import io.gumzo.testing.RawHttp.Response;
import io.gumzo.testing.TestCluster;
import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where mails are shown instead of sent, and to whom. */
class DevelopmentPageTest {
  private static final String KEY = "Za0-_".repeat(5);
  private static final Pattern MAIL = Pattern.compile("/dev/mails/[0-9a-f-]{36}");
  private static TestCluster cluster;
  private static LocalNode node;
  private static Person asha;
  private static String mail;

  @BeforeAll
  static void start() {
    cluster = new TestCluster(Map.of("mail.showUnsent", "always", "mail.showKey", KEY));
    node = cluster.local();
    asha = Person.signUp(node.api());
    await().until(() -> MAIL.matcher(read("/dev/mails").body().toString()).find());
    var found = MAIL.matcher(read("/dev/mails").body().toString());
    assertThat(found.find()).isTrue();
    mail = found.group();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void a_mail_is_shown_as_text_and_as_a_page_that_can_do_nothing() {
    String shown = read(mail).body().toString();
    String link = "http://localhost:%d/#/verify/".formatted(node.port());
    assertThat(shown).contains("Hello " + asha.username(), link, "<iframe sandbox", mail + "/html");
    var page = read(mail + "/html");
    assertThat(page.body().toString()).contains("<h1>Confirm your email for Gumzo</h1>");
    assertThat(page.header("Content-Security-Policy")).startsWith("sandbox; default-src 'none'");
    assertThat(read("/dev/mails/" + asha.id()).status()).isEqualTo(404);
    assertThat(read("/dev/mails/x").status()).isEqualTo(404);
  }

  @Test
  void the_link_works() {
    var found = Pattern.compile("#/verify/([\\w-]+)").matcher(read(mail).body().toString());
    assertThat(found.find()).isTrue();
    get(node.api().verifyEmail(found.group(1))).want(204);
  }

  @Test
  void the_key_is_exchanged_for_a_strict_cookie_and_leaves_the_address() {
    var answer = ask(mail + "?key=" + KEY, Map.of());
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).isEqualTo(mail);
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("Set-Cookie"))
        .startsWith(cookieName() + "=" + KEY)
        .contains("; Path=/dev/mails", "; HTTPOnly", "; SameSite=Strict");
    assertThat(answer.body().toString()).isEmpty();
  }

  @Test
  void nobody_reads_without_the_key() {
    for (String page : List.of("/dev/mails", mail, mail + "/html", "/dev/mails/x")) {
      for (var cookie : List.of("", cookieName() + "=", cookieName() + "=" + KEY + "x")) {
        for (var query : List.of("", "?key=", "?key=" + KEY.substring(1))) {
          var answer = ask(page + query, Map.of("Cookie", cookie));
          assertThat(answer.status()).as("%s%s %s", page, query, cookie).isEqualTo(403);
          assertThat(answer.header("Set-Cookie")).isNull();
          assertThat(answer.body().toString()).doesNotContain(asha.username(), "#/verify/");
        }
      }
    }
  }

  @Test
  void nobody_reads_through_a_proxy_or_by_another_name() {
    for (String page : List.of("/dev/mails", mail, mail + "/html", mail + "?key=" + KEY)) {
      assertThat(ask(page, withKey(Map.of("Host", "attacker.example"))).status()).isEqualTo(404);
      for (String header :
          List.of(
              "X-Forwarded-For",
              "X-Forwarded-Proto",
              "X-Forwarded-Host",
              "x-forwarded-port",
              "Forwarded",
              "X-Real-IP",
              "Via",
              "CF-Connecting-IP",
              "CF-Ray",
              "True-Client-IP",
              "X-Original-For",
              "X-Envoy-External-Address",
              "CDN-Loop",
              "Fly-Client-IP")) {
        var answer = ask(page, withKey(Map.of(header, "198.51.100.7")));
        assertThat(answer.status()).as("%s %s", page, header).isEqualTo(404);
      }
    }
  }

  @Test
  void without_a_key_of_its_own_a_node_lets_nobody_in() {
    try (var another = cluster.local(Map.of("mail.showKey", ""))) {
      for (String query : List.of("", "?key=", "?key=" + KEY)) {
        String page = "/dev/mails" + query;
        var headers = Map.of("Cookie", "gumzo-mails-%d=".formatted(another.port()));
        var answer = get(RawHttp.ask(another.port(), HttpMethod.GET, page, headers, null));
        assertThat(answer.status()).isEqualTo(403);
      }
    }
  }

  @Test
  void it_is_not_there_unless_it_is_wanted() {
    try (var another = cluster.local(Map.of("mail.showUnsent", "auto"))) {
      var answer = get(RawHttp.ask(another.port(), HttpMethod.GET, "/dev/mails", Map.of(), null));
      assertThat(answer.status()).isEqualTo(404);
    }
  }

  private static Response read(String path) {
    return ask(path, withKey(Map.of()));
  }

  private static Map<String, String> withKey(Map<String, String> headers) {
    var all = new HashMap<>(headers);
    all.put("Cookie", cookieName() + "=" + KEY);
    return all;
  }

  private static String cookieName() {
    return "gumzo-mails-" + node.port();
  }

  private static Response ask(String path, Map<String, String> headers) {
    return get(RawHttp.ask(node.port(), HttpMethod.GET, path, headers, null));
  }
}
