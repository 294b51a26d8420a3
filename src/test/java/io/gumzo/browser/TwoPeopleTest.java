package io.gumzo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.gumzo.testing.RunningNode;
import io.gumzo.testing.TestCluster;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two people in two browsers on two nodes, each a JVM of its own. */
@BrowserTest
class TwoPeopleTest {
  private static TestCluster cluster;
  private static RunningNode one;
  private static RunningNode two;

  @BeforeAll
  static void start() {
    cluster = new TestCluster();
    var nodes = cluster.processes(2);
    one = nodes.get(0);
    two = nodes.get(1);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @ParameterizedTest
  @CsvSource({
    "DESKTOP_LIGHT, PHONE_DARK, Asha Mwangi, Juma Otieno",
    "PHONE_LIGHT, DESKTOP_DARK, Zawadi Njeri, Baraka Kamau"
  })
  void two_people_sign_up_find_each_other_and_talk(Look hers, Look his, String her, String him) {
    try (var asha = Screen.open(hers, one.port());
        var juma = Screen.open(his, two.port())) {
      signUp(asha, her);
      signUp(juma, him);
      asha.shot("list-empty");

      asha.choose(username(him));
      assertThat(asha.composer()).isVisible();
      assertThat(juma.text("No conversations yet")).isVisible();
      asha.write("Habari! Umefika salama?");
      asha.mustShowSent("Habari!");
      asha.shot("conversation-new");

      assertThat(juma.badge(her)).hasText("1");
      assertThat(juma.page()).hasTitle("(1) Gumzo");
      asha.write("Tuko kwenye bustani ya nyuma.");
      assertThat(juma.badge(her)).hasText("2");
      assertThat(juma.page()).hasTitle("(2) Gumzo");
      juma.shot("unread");

      juma.row(her).click();
      assertThat(juma.text(her + " is not one of your contacts. Let them write to you?"))
          .isVisible();
      juma.inspect("conversation-stranger");
      juma.button("Accept").click();
      assertThat(juma.page().locator("stranger-bar")).hasCount(0);
      assertThat(juma.bubbles())
          .containsText(new String[] {"Habari! Umefika salama?", "Tuko kwenye bustani ya nyuma."});
      assertThat(juma.page()).hasTitle(her + " · Gumzo");
      juma.write("Ndiyo, nakuja sasa hivi 🙂");
      juma.mustShowSent("Ndiyo");

      assertThat(asha.bubbles().last()).containsText("Ndiyo, nakuja sasa hivi 🙂");
      juma.write("👍🏾");
      assertThat(asha.bubbles().last()).containsText("👍🏾");
      assertThat(asha.page()).hasTitle(him + " · Gumzo");
      assertThat(asha.bubbles()).hasCount(4);
      assertThat(juma.bubbles()).hasCount(4);
      for (var screen : List.of(asha, juma)) {
        screen.shot("conversation");
      }
    }
  }

  /**
   * @param name first and last, which is what others see
   */
  private static void signUp(Screen screen, String name) {
    String[] names = name.split(" ");
    String username = username(name);
    screen.go("#/sign-up");
    mustShowEveryBrokenRule(screen);
    screen.fill("First name", names[0]);
    screen.fill("Last name", names[1]);
    screen.fill("Email", username + "@example.org");
    screen.fill("Username", username);
    screen.fill("Password", "mvua-kubwa-jana");
    screen.shot("sign-up-filled");
    screen.button("Create account").click();
    assertThat(screen.text("No conversations yet")).isVisible();
    assertThat(screen.page()).hasTitle("Gumzo");
  }

  private static String username(String name) {
    return name.toLowerCase(Locale.ROOT).replace(' ', '.');
  }

  /** First those that the page knows, then those that only the server knows. */
  private static void mustShowEveryBrokenRule(Screen screen) {
    screen.fill("Email", "asha at home");
    screen.fill("Username", "ä/");
    screen.fill("Password", "1234");
    screen.shot("sign-up-typed");
    screen.button("Create account").click();
    mustSay(screen, "firstName", "Please fill this in.");
    mustSay(screen, "lastName", "Please fill this in.");
    mustSay(screen, "email", "This does not look like an email address.");
    mustSay(
        screen,
        "username",
        "At least 4 characters.",
        "Only letters, digits, dots, dashes and underscores.");
    mustSay(screen, "password", "At least 8 characters.", "Add something other than digits.");
    screen.shot("sign-up-broken-rules");

    screen.complaints().expect("status of 400 ");
    screen.fill("First name", "Wanjiru");
    screen.fill("Last name", "Kariuki");
    screen.fill("Email", "wanjiru@example.org");
    screen.fill("Username", "wanjiru");
    screen.fill("Password", "password1");
    screen.button("Create account").click();
    mustSay(screen, "password", "This password is too common.");
    assertThat(screen.text("One field needs another look.")).isVisible();
    assertThat(screen.field("Password")).isFocused();
    screen.shot("sign-up-refused");
  }

  private static void mustSay(Screen screen, String field, String... rules) {
    assertThat(screen.page().locator("#" + field + "-errors p")).hasText(rules);
    assertThat(screen.page().locator("#" + field))
        .hasAccessibleDescription(String.join(" ", rules));
  }
}
