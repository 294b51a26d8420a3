package io.gumzo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gumzo.testing.Futures.get;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import io.gumzo.testing.ContactApi;
import io.gumzo.testing.Person;
import io.gumzo.testing.RunningNode;
import io.gumzo.testing.TestCluster;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Everything without a mouse. */
@BrowserTest
class KeyboardTest {
  private static final int MOST_STEPS = 15;
  private static final String HAS_FOCUS =
      "element => element.getRootNode().activeElement === element";

  @Test
  void the_keyboard_alone_leads_from_signing_up_to_a_sent_message() {
    try (var cluster = new TestCluster()) {
      var node = cluster.local();
      var juma = Person.signUp(node.api(), "juma.otieno");
      Person.signUp(node.api(), "juma.kamau");
      var contactsOnly = new JsonObject().put("whoMayMessage", "contacts");
      get(node.api().changeSettings(juma.token(), new JsonObject().put("privacy", contactsOnly)))
          .want(200);
      try (var screen = Screen.open(Look.DESKTOP_LIGHT, node.port())) {
        var keys = screen.page().keyboard();
        tabTo(screen, screen.link("Create an account"));
        keys.press("Enter");

        type(screen, "First name", "Asha");
        type(screen, "Last name", "Mwangi");
        type(screen, "Email", "asha@example.org");
        type(screen, "Username", "asha.mwangi");
        type(screen, "Password", Person.PASSWORD);
        keys.press("Enter");

        assertThat(screen.text("No conversations yet")).isVisible();
        tabTo(screen, screen.link("New conversation"));
        screen.shot("focus");
        keys.press("Enter");
        assertThat(screen.page().getByRole(AriaRole.COMBOBOX)).isFocused();
        keys.type("juma");
        assertThat(screen.page().getByRole(AriaRole.OPTION)).hasCount(2);
        keys.press("ArrowDown");
        keys.press("ArrowDown");
        screen.inspect("people-keyboard");
        keys.press("Enter");

        tabTo(screen, screen.button("Send a contact request"));
        keys.press("Enter");
        assertThat(screen.text("Your request waits for juma.otieno.")).isVisible();
        accept(node, juma);
        tabTo(screen, screen.button("Send a message"));
        keys.press("Enter");

        assertThat(screen.composer()).isFocused();
        keys.type("Habari");
        keys.press("Shift+Enter");
        keys.type("ya leo?");
        keys.press("Enter");
        screen.mustShowSent("Habari\nya leo?");
        assertThat(screen.composer()).isEmpty();

        tabTo(screen, screen.account());
        keys.press("Enter");
        tabTo(screen, screen.button("Sign out"));
        keys.press("Escape");
        assertThat(screen.account()).isFocused();
      }
    }
  }

  /** Whoever asks. */
  private static void accept(RunningNode node, Person person) {
    var contacts = new ContactApi(node.api());
    var asker =
        get(contacts.requests(person.token(), Map.of()))
            .items()
            .getFirst()
            .getJsonObject("account");
    get(contacts.accept(person.token(), UUID.fromString(asker.getString("id")))).want(200);
  }

  private static void type(Screen screen, String label, String text) {
    tabTo(screen, screen.field(label));
    screen.page().keyboard().type(text);
  }

  private static void tabTo(Screen screen, Locator wanted) {
    wanted.waitFor();
    for (int step = 0; step < MOST_STEPS; step++) {
      screen.page().keyboard().press("Tab");
      if (Boolean.TRUE.equals(wanted.evaluate(HAS_FOCUS))) {
        return;
      }
    }
    throw new AssertionError("Tab does not lead to " + wanted);
  }

  @Test
  void the_focus_goes_where_one_goes() {
    try (var cluster = new TestCluster()) {
      var node = cluster.local();
      var asha = Person.signUp(node.api(), "asha.mwangi");
      var juma = Person.signUp(node.api(), "juma.otieno");
      asha.conversationWith(node.api(), juma);
      try (var screen = Screen.open(Look.DESKTOP_LIGHT, node.port(), asha)) {
        var keys = screen.page().keyboard();
        tabTo(screen, screen.link("Contacts"));
        keys.press("Enter");
        assertThat(heading(screen, "Contacts")).isFocused();
        tabTo(screen, screen.page().locator("person-list a"));
        keys.press("Enter");
        assertThat(heading(screen, "Profile")).isFocused();
        keys.press("Shift+Tab");
        assertThat(screen.link("Back")).isFocused();
        keys.press("Enter");
        assertThat(screen.row("juma.otieno")).isFocused();
        keys.press("Enter");
        assertThat(screen.composer()).isFocused();

        screen.page().locator("conversation-pane a.who").click();
        assertThat(heading(screen, "Profile")).isFocused();
        screen.link("New conversation").click();
        assertThat(screen.composer()).isVisible();
        assertThat(screen.page().getByRole(AriaRole.COMBOBOX)).isFocused();
      }
    }
  }

  private static Locator heading(Screen screen, String name) {
    return screen
        .page()
        .getByRole(
            AriaRole.HEADING, new GetByRoleOptions().setName(name).setExact(true).setLevel(1));
  }
}
