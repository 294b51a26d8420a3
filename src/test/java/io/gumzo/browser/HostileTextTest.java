package io.gumzo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.gumzo.testing.LocalNode;
import io.gumzo.testing.Person;
import io.gumzo.testing.TestCluster;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever somebody writes is text. */
@BrowserTest
class HostileTextTest {
  private static TestCluster cluster;
  private static LocalNode node;

  @BeforeAll
  static void start() {
    cluster = new TestCluster();
    node = cluster.local();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<img src=x onerror=\"window.harmed = true\">",
        "<script>window.harmed = true</script>",
        "\"><svg onload=window.harmed=true>",
        "javascript:window.harmed=true",
        "${window.harmed = true} {{constructor.constructor('harmed=true')()}}",
        "https://example.org/\"onmouseover=\"window.harmed=true"
      })
  void is_shown_as_it_was_written(String text) {
    var asha = Person.signUp(node.api());
    var juma = Person.signUp(node.api());
    var conversation = juma.conversationWith(node.api(), asha);
    juma.post(node.api(), conversation, text);
    try (var screen = Screen.open(Look.DESKTOP_LIGHT, node.port(), asha)) {
      assertThat(screen.row(juma.username()).locator(".preview")).hasText(text);
      screen.row(juma.username()).click();
      assertThat(screen.bubble(text)).isVisible();
      assertThat(screen.bubble(text).locator("img, script, [onerror], [onload]")).hasCount(0);
      assertThat(screen.page().locator("a[href^='javascript']")).hasCount(0);
      screen.bubble(text).hover();
      screen.composer().fill(text);
      screen.button("Send message").click();
      assertThat(screen.bubbles()).hasCount(2);
      Assertions.assertThat(screen.page().evaluate("window.harmed === undefined")).isEqualTo(true);
    }
  }

  @Test
  void links_lead_where_they_say() {
    var asha = Person.signUp(node.api());
    var juma = Person.signUp(node.api());
    var conversation = juma.conversationWith(node.api(), asha);
    juma.post(
        node.api(),
        conversation,
        "看https://good.example/it's_x。https://good.example\\@evil.example https://good.example@evil.example https://пример.рф/ж");
    try (var screen = Screen.open(Look.PHONE_LIGHT, node.port(), asha)) {
      screen.go(conversation);
      var links = screen.bubble("good.example").locator("a");
      assertThat(links)
          .hasText(
              new String[] {
                "https://good.example/it's_x", "https://good.example", "https://пример.рф/ж"
              });
      assertThat(screen.bubble("good.example")).containsText("xn--e1afmkfd.xn--p1ai");
      Assertions.assertThat(links.evaluateAll("all => all.map(link => link.href)"))
          .isEqualTo(
              List.of(
                  "https://good.example/it's_x",
                  "https://good.example/",
                  "https://xn--e1afmkfd.xn--p1ai/%D0%B6"));
      screen.inspect("links");
    }
  }
}
