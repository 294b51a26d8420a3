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
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where mails are shown instead of sent, and to whom. */
class DevelopmentPageTest {
  private static final Pattern MAIL = Pattern.compile("/dev/mails/[0-9a-f-]{36}");
  private static TestCluster cluster;
  private static LocalNode node;
  private static Person asha;
  private static String mail;

  @BeforeAll
  static void start() {
    cluster = new TestCluster(Map.of("mail.showUnsent", "always"));
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
    String link = "http://127.0.0.1:%d/#/verify/".formatted(node.port());
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
  void it_is_for_this_machine_alone() {
    for (String page : List.of("/dev/mails", mail, mail + "/html")) {
      for (var headers :
          List.of(
              Map.of("Host", "attacker.example"),
              Map.of("X-Forwarded-For", "198.51.100.7"),
              Map.of("Forwarded", "for=198.51.100.7"))) {
        assertThat(ask(page, headers).status()).as("%s %s", page, headers).isEqualTo(404);
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
    return ask(path, Map.of());
  }

  private static Response ask(String path, Map<String, String> headers) {
    return get(RawHttp.ask(node.port(), HttpMethod.GET, path, headers, null));
  }
}
