package io.gumzo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import io.gumzo.testing.LocalNode;
import io.gumzo.testing.Person;
import io.gumzo.testing.TestCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A conversation longer than the screen. */
@BrowserTest
class HistoryTest {
  private static final int MESSAGES = 60;
  private static final String RECONNECT =
      """
      () => {
        const { socket } = document.querySelector('gumzo-app').renderRoot.querySelector('chat-page').client;
        socket.stop();
        socket.start();
      }""";

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

  @Test
  void what_was_opened_without_a_connection_is_loaded_with_the_next_one() {
    var asha = Person.signUp(node.api());
    var juma = Person.signUp(node.api());
    var conversation = asha.conversationWith(node.api(), juma);
    juma.post(node.api(), conversation, "Habari ya asubuhi");
    try (var screen = Screen.open(Look.PHONE_LIGHT, node.port(), asha)) {
      screen.complaints().expect("status of 502 ");
      var nodes = "**/api/v1/conversations/**";
      screen.page().route(nodes, route -> route.fulfill(new FulfillOptions().setStatus(502)));
      screen.row(juma.username()).click();
      assertThat(screen.text("This conversation could not be loaded.")).isVisible();
      screen.page().unroute(nodes);
      screen.page().evaluate(RECONNECT);
      assertThat(screen.bubble("Habari ya asubuhi")).isVisible();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DESKTOP_LIGHT", "PHONE_DARK"})
  void shows_the_latest_and_more_on_scrolling_up_and_leads_back(Look look) {
    var asha = Person.signUp(node.api());
    var juma = Person.signUp(node.api());
    var conversation = asha.conversationWith(node.api(), juma);
    for (int number = 1; number <= MESSAGES; number++) {
      juma.post(node.api(), conversation, "Ujumbe %d\nmstari\nmwingine".formatted(number));
    }
    try (var screen = Screen.open(look, node.port(), asha)) {
      assertThat(screen.badge(juma.username())).hasText(Integer.toString(MESSAGES));
      List<Route> held = new ArrayList<>();
      screen.page().route(address -> address.contains("before="), held::add);
      screen.go(conversation);

      assertThat(screen.bubbles()).hasCount(15);
      assertThat(message(screen, MESSAGES)).isInViewport();
      mustBeRead(screen, juma);

      scrollUp(screen);
      screen.page().waitForCondition(() -> !held.isEmpty());
      var seen = message(screen, MESSAGES - 13);
      assertThat(seen).isInViewport();
      double before = seen.boundingBox().y;
      held.removeFirst().resume();
      assertThat(screen.bubbles()).hasCount(45);
      Assertions.assertThat(seen.boundingBox().y).isCloseTo(before, Offset.offset(1.5));

      scrollUp(screen);
      screen.page().waitForCondition(() -> !held.isEmpty());
      held.removeFirst().resume();
      assertThat(screen.bubbles()).hasCount(MESSAGES);
      assertThat(screen.page().getByRole(AriaRole.HEADING).getByText("This is the beginning"))
          .isVisible();
      screen.shot("beginning");

      mustLeadBack(screen, juma, conversation);
    }
  }

  private static void mustLeadBack(Screen screen, Person juma, UUID conversation) {
    juma.post(node.api(), conversation, "Ujumbe mpya kabisa");
    var back = screen.button("1 new message");
    assertThat(back).isVisible();
    assertThat(screen.bubble("mpya kabisa")).not().isInViewport();
    assertThat(screen.page()).hasTitle("(1) " + juma.username() + " · Gumzo");
    screen.inspect("scrolled-up");
    back.click();
    assertThat(screen.bubble("mpya kabisa")).isInViewport();
    assertThat(back).isHidden();
    mustBeRead(screen, juma);
  }

  private static void mustBeRead(Screen screen, Person from) {
    assertThat(screen.page()).hasTitle(from.username() + " · Gumzo");
  }

  private static Locator message(Screen screen, int number) {
    return screen.bubble("Ujumbe " + number);
  }

  private static void scrollUp(Screen screen) {
    if (screen.look().phone()) {
      screen.page().getByRole(AriaRole.LOG).evaluate("log => { log.scrollTop = 0; }");
    } else {
      screen.page().getByRole(AriaRole.LOG).hover();
      screen.page().mouse().wheel(0, -20_000);
    }
  }
}
