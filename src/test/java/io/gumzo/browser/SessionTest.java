package io.gumzo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import io.gumzo.testing.LocalNode;
import io.gumzo.testing.Person;
import io.gumzo.testing.TestCluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Being signed in, through reloads and across tabs. */
@BrowserTest
class SessionTest {
  private static final String SIGN_IN_ELSEWHERE =
      """
      async ({ login, password }) => {
        await fetch('/api/v1/sessions', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ login, password, refreshIn: 'cookie' }),
        });
        await document.querySelector('gumzo-app').parts.tokens.refresh();
      }""";

  private static TestCluster cluster;
  private static LocalNode node;

  @BeforeAll
  static void start() {
    cluster =
        new TestCluster(
            Map.of("throttle.sendMessage.everyMillis", "3000", "throttle.sendMessage.burst", "1"));
    node = cluster.local();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void a_reload_keeps_the_session_the_draft_and_what_is_not_sent_yet() {
    var asha = Person.signUp(node.api());
    var juma = Person.signUp(node.api());
    var conversation = asha.conversationWith(node.api(), juma);
    try (var screen = Screen.open(Look.DESKTOP_LIGHT, node.port(), asha)) {
      screen.complaints().expect("status of 429 ");
      screen.go(conversation);
      screen.write("Ya kwanza");
      screen.mustShowSent("Ya kwanza");
      screen.write("Ya pili");
      screen.write("Ya tatu");
      screen.composer().fill("Nusu ya sente");
      assertThat(screen.bubble("Ya pili")).containsText("Will be sent in");

      screen.page().reload();

      assertThat(screen.composer()).hasValue("Nusu ya sente");
      String[] all = {"Ya kwanza", "Ya pili", "Ya tatu"};
      assertThat(screen.bubbles()).containsText(all);
      screen.mustShowSent("Ya tatu");
      assertThat(screen.bubbles()).containsText(all);
      assertThat(screen.composer()).hasValue("Nusu ya sente");
    }
  }

  /** Locks exist in secure contexts only, so not at a server in one's own network. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void two_tabs_that_refresh_at_once_stay_signed_in(boolean withLocks) {
    try (var one = Screen.open(Look.DESKTOP_LIGHT, node.port(), Person.signUp(node.api()));
        var two = one.tab()) {
      if (!withLocks) {
        one.context()
            .addInitScript("Object.defineProperty(navigator, 'locks', { value: undefined })");
      }
      assertThat(two.account()).isVisible();
      for (int round = 0; round < 3; round++) {
        var tabs = List.of(one, two);
        tabs.forEach(
            tab -> tab.page().evaluate("() => { document.documentElement.dataset.old = ''; }"));
        tabs.forEach(tab -> tab.page().evaluate("() => { setTimeout(() => location.reload()); }"));
        // Not by waitForFunction: it evaluates a text, which the pages' policy forbids.
        tabs.forEach(tab -> assertThat(tab.page().locator("html[data-old]")).hasCount(0));
        tabs.forEach(tab -> assertThat(tab.account()).isVisible());
      }
    }
  }

  @Test
  void signing_out_in_one_tab_signs_out_the_other() {
    try (var one = Screen.open(Look.PHONE_DARK, node.port(), Person.signUp(node.api()));
        var two = one.tab()) {
      assertThat(two.account()).isVisible();

      one.account().click();
      one.inspect("menu");
      one.button("Sign out").click();

      assertThat(one.button("Sign in")).isVisible();
      assertThat(two.text("You have been signed out. Please sign in again.")).isVisible();
      two.inspect("signed-out");
      one.page().reload();
      assertThat(one.button("Sign in")).isVisible();
    }
  }

  @Test
  void a_wrong_password_says_so_and_nothing_more() {
    var asha = Person.signUp(node.api());
    try (var screen = Screen.open(Look.PHONE_LIGHT, node.port())) {
      screen.complaints().expect("status of 401 ");
      screen.fill("Username or email", asha.username());
      screen.fill("Password", "si-hii-kabisa");
      screen.button("Sign in").click();
      assertThat(screen.text("This username and password do not match.")).isVisible();
      screen.inspect("sign-in-refused");
      screen.signIn(asha);
    }
  }

  @Test
  void nothing_that_was_said_is_left_in_the_page_after_signing_out() {
    var asha = Person.signUp(node.api());
    var juma = Person.signUp(node.api());
    var conversation = asha.conversationWith(node.api(), juma);
    try (var one = Screen.open(Look.DESKTOP_LIGHT, node.port(), asha)) {
      // Only what comes while the conversation is open is announced.
      one.go(conversation);
      asha.post(node.api(), conversation, "Habari");
      assertThat(one.bubble("Habari")).isVisible();
      juma.post(node.api(), conversation, "Siri yetu");
      assertThat(one.page().getByRole(AriaRole.STATUS).getByText("says: Siri yetu")).isAttached();
      one.account().click();
      one.button("Sign out").click();
      assertThat(one.button("Sign in")).isVisible();
      assertThat(one.page().getByText("Siri yetu")).hasCount(0);
    }
  }

  @Test
  void another_account_has_settings_of_its_own_at_once() {
    var asha = Person.signUp(node.api());
    var juma = Person.signUp(node.api());
    try (var screen = Screen.open(Look.DESKTOP_LIGHT, node.port(), asha)) {
      screen.go("#/settings/security");
      screen.fill("Current password", Person.PASSWORD);
      // As another tab does, while this one sleeps: the cookie is of another session from now on.
      screen
          .page()
          .evaluate(
              SIGN_IN_ELSEWHERE, Map.of("login", juma.username(), "password", Person.PASSWORD));
      assertThat(screen.field("Current password")).isEmpty();
      assertThat(screen.page().locator("session-list li")).hasCount(2);
      assertThat(screen.page().locator("password-form [name=username]")).hasValue(juma.username());
    }
  }
}
