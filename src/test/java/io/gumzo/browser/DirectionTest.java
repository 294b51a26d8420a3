package io.gumzo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route.FulfillOptions;
import io.gumzo.testing.LocalNode;
import io.gumzo.testing.Person;
import io.gumzo.testing.TestCluster;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The client in a language that does not exist: English in brackets with some Arabic behind it,
 * written from the right. Whatever has no brackets came around the catalogue.
 */
@BrowserTest
class DirectionTest {
  private static final String CATALOGUE =
      """
      import { en } from './en.js';
      const odd = (text) => `⟦${text} عربي⟧`;
      export const sw = Object.fromEntries(Object.entries(en).map(([key, entry]) => [key,
        typeof entry === 'string' ? odd(entry)
          : Object.fromEntries(Object.entries(entry).map(([form, text]) => [form, odd(text)]))]));
      """;

  private static final String FROM_THE_RIGHT =
      """
      new MutationObserver(() => {
        if (document.documentElement && document.documentElement.dir !== 'rtl') document.documentElement.dir = 'rtl';
      }).observe(document, { attributes: true, childList: true, subtree: true });
      """;

  /**
   * Texts and labels with words outside of brackets, but for what people wrote, in all shadow
   * roots.
   */
  private static final String OUTSIDE =
      """
      (theirs) => {
        const found = [];
        const look = (text, where) => {
          let rest = text ?? '';
          for (let before = ''; before !== rest; ) {
            before = rest;
            rest = rest.replace(/⟦[^⟦⟧]*⟧/g, '');
          }
          for (const word of theirs) rest = rest.replaceAll(word, '');
          if (/\\p{L}{2,}/u.test(rest)) found.push(`${where}: ${text}`);
        };
        const walk = (node) => {
          if (node.nodeType === Node.TEXT_NODE) look(node.data, node.parentNode.localName ?? node.parentNode.host?.localName);
          if (node.nodeType === Node.ELEMENT_NODE) {
            if (node.localName === 'session-list') return; // devices call themselves what they like
            if (['style', 'script', 'noscript', 'time', 'brand-mark', 'user-avatar'].includes(node.localName)) return;
            for (const name of ['aria-label', 'title', 'placeholder', 'alt']) look(node.getAttribute(name), `${node.localName}@${name}`);
            if (node.shadowRoot) walk(node.shadowRoot);
          }
          for (const child of node.childNodes) walk(child);
        };
        walk(document.body);
        return found;
      }
      """;

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
  @EnumSource(names = {"DESKTOP_LIGHT", "PHONE_DARK"})
  void everything_turns_round_and_nothing_is_left_untranslated(Look look) {
    var asha = Person.signUp(node.api(), "asha-" + look.text());
    var juma = Person.signUp(node.api(), "juma-" + look.text());
    var conversation = asha.conversationWith(node.api(), juma);
    juma.post(node.api(), conversation, "Habari za leo?");
    asha.post(node.api(), conversation, "مرحبا، كيف حالك اليوم؟");
    asha.post(node.api(), conversation, "Nzuri sana!");
    var theirs =
        List.of(
            asha.username(),
            juma.username(),
            "Habari za leo?",
            "مرحبا، كيف حالك اليوم؟",
            "Nzuri sana!",
            "@example.org",
            "asha-desktop-light",
            "juma-desktop-light",
            "Kiswahili",
            "English");
    try (var screen = Screen.open(look, node.port(), asha)) {
      screen
          .context()
          .route(
              "**/lib/i18n/sw.js",
              route ->
                  route.fulfill(
                      new FulfillOptions().setContentType("text/javascript").setBody(CATALOGUE)));
      screen.context().addInitScript(FROM_THE_RIGHT);
      get(node.api().changeSettings(asha.token(), new JsonObject().put("language", "sw")))
          .want(200);
      assertThat(screen.page().locator("html")).hasAttribute("lang", "sw");
      screen.page().reload();

      for (String fragment :
          List.of(
              "#/",
              "#/people",
              "#/settings",
              "#/settings/privacy",
              "#/settings/notifications",
              "#/settings/appearance",
              "#/settings/security")) {
        screen.go(fragment);
        assertThat(screen.page().locator("gumzo-app")).containsText("⟦");
        mustBeWhole(screen, theirs, fragment);
      }

      screen.go(conversation);
      assertThat(screen.bubbles()).hasCount(3);
      mustBeWhole(screen, theirs, "conversation");
      Locator log = screen.page().locator("message-log");
      assertThat(left(screen.bubble("Nzuri sana!").locator(".bubble")) - left(log))
          .as("what I wrote is at the end of the line, the left")
          .isLessThan(right(log) - right(screen.bubble("Nzuri sana!").locator(".bubble")));
      assertThat(right(log) - right(screen.bubble("Habari").locator(".bubble")))
          .as("what others wrote is at its beginning")
          .isLessThan(left(screen.bubble("Habari").locator(".bubble")) - left(log));
      if (!look.phone()) {
        assertThat(left(screen.page().locator("side-pane")))
            .isGreaterThan(left(screen.page().locator("main")));
      }
      if (!look.phone()) {
        screen.page().locator("account-menu button").first().click();
        assertThat(screen.page().locator("account-menu .panel")).isVisible();
        mustBeWhole(screen, theirs, "menu");
      }
    }
  }

  private static void mustBeWhole(Screen screen, List<String> theirs, String view) {
    screen.inspect("rtl-" + view.replaceAll("\\W+", "-"));
    assertThat((List<?>) screen.page().evaluate(OUTSIDE, theirs)).as(view).isEmpty();
  }

  private static double left(Locator element) {
    return element.boundingBox().x;
  }

  private static double right(Locator element) {
    var box = element.boundingBox();
    return box.x + box.width;
  }
}
