package io.gumzo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gumzo.testing.Futures.get;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import io.gumzo.testing.LocalNode;
import io.gumzo.testing.Person;
import io.gumzo.testing.TestCluster;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Settings that follow a person from device to device, in light and dark and both languages. */
@BrowserTest
class SettingsPagesTest {
  private static final List<String> SECTIONS = List.of("privacy", "notifications", "appearance");

  private static TestCluster cluster;
  private static LocalNode node;
  private static LocalNode other;

  @BeforeAll
  static void start() {
    cluster = new TestCluster();
    node = cluster.local();
    other = cluster.local();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void theme_and_language_change_on_every_device_at_once() {
    var asha = Person.signUp(node.api());
    try (var laptop = Screen.open(Look.DESKTOP_LIGHT, node.port(), asha);
        var phone = Screen.open(Look.PHONE_LIGHT, other.port(), asha)) {
      laptop.account().click();
      laptop.link("Settings").click();
      laptop.link("Appearance and language").click();

      radio(laptop, "Dark").check();
      assertThat(phone.page().locator("html")).hasAttribute("data-theme", "dark");

      radio(laptop, "Kiswahili").check();
      assertThat(laptop.page().locator("h2")).hasText("Mwonekano na lugha");
      assertThat(radio(laptop, "Kiswahili")).isChecked();
      assertThat(phone.link("Mazungumzo mapya")).isVisible();
      assertThat(phone.page().locator("html")).hasAttribute("lang", "sw");
      assertThat(phone.page()).hasTitle("Gumzo");

      phone.page().reload();
      assertThat(phone.link("Mazungumzo mapya")).isVisible();
      assertThat(phone.page().locator("html")).hasAttribute("data-theme", "dark");

      phone.button("Akaunti na mipangilio").click();
      radio(phone, "Mwangaza").check();
      assertThat(laptop.page().locator("html")).hasAttribute("data-theme", "light");
      assertThat(radio(laptop, "Mwangaza")).isChecked();
    }
  }

  @Test
  void what_is_written_survives_a_change_of_the_language() {
    var asha = Person.signUp(node.api());
    var juma = Person.signUp(node.api());
    var conversation = asha.conversationWith(node.api(), juma);
    try (var screen = Screen.open(Look.DESKTOP_LIGHT, node.port(), asha).go(conversation)) {
      screen.composer().fill("Nusu ya sentensi");

      get(other.api().changeSettings(asha.token(), new JsonObject().put("language", "sw")))
          .want(200);

      assertThat(screen.button("Tuma ujumbe")).isVisible();
      assertThat(screen.composer()).hasValue("Nusu ya sentensi");
      assertThat(screen.composer()).isFocused();
    }
  }

  @Test
  void a_change_that_fails_is_taken_back_with_a_word_about_it() {
    var asha = Person.signUp(node.api());
    try (var screen = Screen.open(Look.DESKTOP_LIGHT, node.port(), asha)) {
      screen.complaints().expect("status of 503 ");
      screen
          .page()
          .route(
              "**/me/settings",
              route -> {
                if (route.request().method().equals("PATCH")) {
                  route.fulfill(new FulfillOptions().setStatus(503));
                } else {
                  route.resume();
                }
              });
      screen.go("#/settings/privacy");
      assertThat(toggle(screen, "Presence")).isChecked();

      toggle(screen, "Presence").click();

      assertThat(screen.page().locator("toast-list")).containsText("answered in its place");
      assertThat(toggle(screen, "Presence")).isChecked();

      screen.page().unroute("**/me/settings");
      toggle(screen, "Presence").click();
      assertThat(toggle(screen, "Presence")).not().isChecked();
      screen.page().reload();
      assertThat(toggle(screen, "Presence")).not().isChecked();
      assertThat(toggle(screen, "Read receipts")).isChecked();
    }
  }

  @ParameterizedTest
  @EnumSource
  void every_section_in_both_languages(Look look) {
    var asha = Person.signUp(node.api());
    try (var screen = Screen.open(look, node.port(), asha)) {
      for (String language : List.of("en", "sw")) {
        get(node.api().changeSettings(asha.token(), new JsonObject().put("language", language)))
            .want(200);
        assertThat(screen.page().locator("html"))
            .hasAttribute("lang", language.equals("en") ? "en-GB" : "sw");
        for (String section : SECTIONS) {
          screen.go("#/settings/" + section);
          assertThat(screen.page().locator(section + "-section")).isVisible();
          screen.inspect("settings-" + section + "-" + language);
        }
        screen.go("#/settings");
        screen.inspect("settings-" + language);
      }
    }
  }

  private static Locator radio(Screen screen, String name) {
    return screen
        .page()
        .getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator toggle(Screen screen, String name) {
    return screen
        .page()
        .getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
