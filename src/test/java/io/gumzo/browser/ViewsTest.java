package io.gumzo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import io.gumzo.testing.LocalNode;
import io.gumzo.testing.Person;
import io.gumzo.testing.TestCluster;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every view in light and dark, at desktop and phone size, with what stretches it: in reach for
 * everybody by axe-core's rules, and nothing wider than the window.
 */
@BrowserTest
class ViewsTest {
  private static final String LONG_NAME = "bi.halima-mwanakombo_binti.saidi.abdallah.al-hassani";
  private static final List<String> LIVELY =
      List.of(
          "Mambo! Umeona picha za jana? 😄",
          "Poa sana! Bado, ziko wapi?",
          "https://example.org/albums/2026/safari/lamu?view=all&sort=newest#picture-00000000000000000042",
          "مرحبا، كيف حالك اليوم؟ هل وصلت بخير؟",
          "Neno" + "refu".repeat(80),
          "Orodha:\n  1. maji\n  2. chai\n\n  3. mkate",
          "👩🏾‍🚀🇰🇪",
          "Sawa 👍🏾 tuonane kesho asubuhi mapema, kabla ya jua kuwa kali; nitakuja na gari la baba.");

  private static TestCluster cluster;
  private static LocalNode node;
  private static List<Person> others;
  private static Person longName;

  @BeforeAll
  static void start() {
    cluster = new TestCluster();
    node = cluster.local();
    others =
        IntStream.range(0, 35)
            .mapToObj(number -> Person.signUp(node.api(), "rafiki.%02d".formatted(number)))
            .toList();
    longName = Person.signUp(node.api(), LONG_NAME.substring(0, 50));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @ParameterizedTest
  @EnumSource
  void signing_in_and_up(Look look) {
    try (var screen = Screen.open(look, node.port())) {
      assertThat(screen.button("Sign in")).isVisible();
      screen.inspect("sign-in");
      screen.button("Sign in").click();
      assertThat(screen.text("Enter a password.")).isVisible();
      screen.inspect("sign-in-empty");

      screen.link("Create an account").click();
      screen.inspect("sign-up");
      screen.fill("Username", "ä/");
      screen.fill("Password", "1234");
      screen.button("Create account").click();
      assertThat(screen.text("Please fill this in.")).hasCount(3);
      screen.inspect("sign-up-errors");
    }
  }

  @ParameterizedTest
  @EnumSource
  void beginning_with_nothing(Look look) {
    try (var screen = Screen.open(look, node.port(), Person.signUp(node.api()))) {
      assertThat(screen.text("No conversations yet")).isVisible();
      screen.inspect("empty");
      screen.link("New conversation").click();
      assertThat(screen.page().getByRole(AriaRole.OPTION).first()).isVisible();
      screen.inspect("people");
      screen.page().getByRole(AriaRole.COMBOBOX).fill("halima");
      assertThat(screen.page().getByRole(AriaRole.OPTION)).hasCount(1);
      screen.inspect("people-long-name");
      screen.page().getByRole(AriaRole.COMBOBOX).fill("xyzzy");
      assertThat(screen.text("Nobody by that name")).isVisible();
      screen.inspect("people-none");
      screen.go(UUID.randomUUID());
      screen.complaints().expect("status of 403 ");
      assertThat(screen.text("Nothing to see here")).isVisible();
      screen.inspect("conversation-missing");
    }
  }

  @ParameterizedTest
  @EnumSource
  void many_lively_conversations(Look look) {
    var asha = Person.signUp(node.api());
    var juma = Person.signUp(node.api(), "juma-" + look.text());
    for (var other : others) {
      other.post(node.api(), other.conversationWith(node.api(), asha), LIVELY.getFirst());
    }
    var long120 = longName.conversationWith(node.api(), asha);
    for (int number = 1; number <= 120; number++) {
      longName.post(
          node.api(), long120, "Ujumbe %d kati ya nyingi sana ".formatted(number).repeat(3));
    }
    var lively = asha.conversationWith(node.api(), juma);
    for (int index = 0; index < LIVELY.size(); index++) {
      (index % 3 == 1 ? asha : juma).post(node.api(), lively, LIVELY.get(index));
      (index % 3 == 1 ? juma : asha).post(node.api(), lively, LIVELY.get(index));
    }

    try (var screen = Screen.open(look, node.port(), asha)) {
      assertThat(screen.badge(longName.username())).hasText("99+");
      assertThat(screen.page()).hasTitle("(99+) Gumzo");
      screen.inspect("list");
      screen.page().locator("conversation-list").evaluate("list => list.scrollTo(0, 1e6)");
      assertThat(screen.row("rafiki.00")).isVisible();

      screen.row(juma.username()).click();
      assertThat(screen.bubble("Sawa 👍🏾").last()).isInViewport();
      screen.inspect("conversation-lively");
      screen.bubble("مرحبا").last().scrollIntoViewIfNeeded();
      screen.inspect("conversation-scripts");
      screen.composer().fill("Rasimu ambayo bado sijaimaliza\nna mstari wa pili");
      screen.inspect("composer");

      screen.go(long120);
      assertThat(screen.bubble("Ujumbe 120")).isVisible();
      screen.inspect("conversation-long-name");
      screen.go("");
      assertThat(screen.row(juma.username())).containsText("Draft: Rasimu");
      screen.account().click();
      screen.inspect("menu");
    }
  }

  /**
   * Else the browser would ask as fast as it can, for as long as the end of the list is in view.
   */
  @Test
  void a_page_that_cannot_be_had_is_asked_for_again_on_demand_only() {
    var asha = Person.signUp(node.api());
    others.forEach(other -> other.conversationWith(node.api(), asha));
    try (var screen = Screen.open(Look.PHONE_LIGHT, node.port(), asha)) {
      screen.complaints().expect("net::ERR_FAILED");
      var asked = new AtomicInteger();
      screen
          .page()
          .route(
              address -> address.contains("cursor="),
              route -> {
                asked.incrementAndGet();
                route.abort();
              });
      assertThat(screen.page().locator("conversation-list a")).hasCount(30);
      screen.page().locator("conversation-list").evaluate("list => list.scrollTo(0, 1e6)");
      assertThat(screen.text("Older conversations could not be loaded.")).isVisible();
      screen.inspect("list-more-failed");
      screen.link("New conversation").click();
      assertThat(screen.page().getByRole(AriaRole.OPTION).first()).isVisible();
      screen.page().locator("people-search .results").evaluate("list => list.scrollTo(0, 1e6)");
      assertThat(screen.text("More people could not be loaded.")).isVisible();
      screen.inspect("people-more-failed");
      Assertions.assertThat(asked).hasValue(2);

      screen.page().unrouteAll();
      screen.button("Try again").click();
      assertThat(screen.page().getByRole(AriaRole.OPTION).nth(34)).isAttached();
    }
  }
}
