package io.gumzo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gumzo.testing.Futures.get;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.gumzo.testing.LocalNode;
import io.gumzo.testing.Person;
import io.gumzo.testing.TestCluster;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Being signed in, through reloads and across tabs. */
@BrowserTest
class SessionTest {
  private static final String API = "**/api/v1/**";

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
      // The other tab asks whether the session goes on.
      one.complaints().expect("status of 401 ");
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

  /** Shown before: the sleeping page took the other account's token and posted with it. */
  @Test
  void a_text_of_one_account_is_never_posted_in_the_name_of_another() {
    var asha = Person.signUp(node.api());
    var juma = Person.signUp(node.api());
    var conversation = asha.conversationWith(node.api(), juma);
    try (var screen = Screen.open(Look.PHONE_LIGHT, node.port(), asha)) {
      screen
          .complaints()
          .expect("status of 4(09|29) |ERR_INTERNET_DISCONNECTED|WebSocket connection");
      screen.page().clock().install();
      screen.go(conversation).page().reload();
      assertThat(screen.composer()).isVisible();
      screen.context().setOffline(true);
      screen.write("Siri ya Asha");
      screen.composer().fill("Nusu ya sente");
      screen.signInElsewhere(juma);
      screen.page().clock().fastForward("15:00");
      screen.context().setOffline(false);

      assertThat(screen.text("Another account is signed in")).isVisible();
      assertThat(screen.page()).hasTitle("Another account is signed in · Gumzo");
      screen.inspect("another-account");
      screen.button("Go on with the other account").click();
      assertThat(screen.row(asha.username())).isVisible();
      screen.go(conversation);
      assertThat(screen.composer()).isEmpty();
      assertThat(screen.bubbles()).hasCount(0);

      screen.go("").account().click();
      screen.button("Sign out").click();
      screen.signIn(asha).go(conversation);
      screen.mustShowSent("Siri ya Asha");
      assertThat(screen.composer()).hasValue("Nusu ya sente");
    }
    var stored = get(node.api().listMessages(juma.token(), conversation, Map.of())).items();
    Assertions.assertThat(stored)
        .singleElement()
        .matches(message -> message.getString("senderId").equals(asha.id().toString()));
  }

  @Test
  void of_several_tabs_each_stays_with_its_account() {
    var asha = Person.signUp(node.api());
    var juma = Person.signUp(node.api());
    var conversation = asha.conversationWith(node.api(), juma);
    try (var one = Screen.open(Look.DESKTOP_LIGHT, node.port());
        var two = one.tab();
        var three = one.tab()) {
      one.complaints().expect("status of 401 ");
      one.signIn(asha).go(conversation);
      one.composer().fill("Nusu ya sente");
      two.signIn(juma);
      // The first gives way at once: what is typed on goes nowhere.
      assertThat(one.text("Another account is signed in")).isVisible();
      one.page().keyboard().type(" yangu\n");
      three.page().reload();
      assertThat(three.account()).isVisible();

      // Its end is none of the other's.
      get(node.api().signOut(asha.token())).want(204);
      one.button("Go on with the other account").click();
      assertThat(one.row(asha.username())).isVisible();
      for (var tab : List.of(one, two, three)) {
        tab.page().reload();
        assertThat(tab.account()).isVisible();
      }

      three.account().click();
      three.button("Sign out").click();
      for (var tab : List.of(one, two, three)) {
        assertThat(tab.button("Sign in")).isVisible();
      }
      two.signIn(asha).go(conversation);
      assertThat(two.composer()).hasValue("Nusu ya sente");
      assertThat(two.bubbles()).hasCount(0);
    }
  }

  @Test
  void two_servers_on_one_host_keep_their_accounts_apart() {
    var other = cluster.local();
    var asha = Person.signUp(node.api());
    var juma = Person.signUp(node.api());
    try (var one = Screen.open(Look.DESKTOP_LIGHT, node.port(), asha);
        var two = one.tab(other.port())) {
      two.signIn(juma);
      for (int round = 0; round < 2; round++) {
        one.page().reload();
        two.page().reload();
        one.go("#/settings/security");
        two.go("#/settings/security");
        var name = "password-form [name=username]";
        assertThat(one.page().locator(name)).hasValue(asha.username());
        assertThat(two.page().locator(name)).hasValue(juma.username());
      }
    }
  }

  @Test
  void no_answer_of_a_proxy_ends_the_session_or_hangs_the_page() {
    try (var screen = Screen.open(Look.PHONE_DARK, node.port(), Person.signUp(node.api()))) {
      screen.complaints().expect("Failed to load resource");
      for (int status : List.of(200, 204, 400, 401, 403, 404, 405, 413, 431, 502)) {
        screen.page().route(API, route -> route.fulfill(page(status)));
        screen.page().reload();
        assertThat(screen.text("Gumzo is out of reach")).isVisible();
        if (status == 403) {
          screen.inspect("proxy-refuses");
        }
        screen.page().unroute(API);
        screen.page().locator("empty-state button").click();
        assertThat(screen.account()).isVisible();
      }
    }
  }

  @Test
  void another_account_has_settings_of_its_own_at_once() {
    var asha = Person.signUp(node.api());
    var juma = Person.signUp(node.api());
    try (var screen = Screen.open(Look.DESKTOP_LIGHT, node.port(), asha)) {
      screen.go("#/settings/security");
      screen.fill("Current password", Person.PASSWORD);
      screen.complaints().expect("status of 409 ");
      screen.signInElsewhere(juma);
      screen
          .page()
          .evaluate("document.querySelector('gumzo-app').parts.tokens.refresh().catch(() => {})");
      screen.button("Go on with the other account").click();
      screen.go("#/settings/security");
      assertThat(screen.field("Current password")).isEmpty();
      assertThat(screen.page().locator("session-list li")).hasCount(2);
      assertThat(screen.page().locator("password-form [name=username]")).hasValue(juma.username());
    }
  }

  private static Route.FulfillOptions page(int status) {
    return new Route.FulfillOptions()
        .setStatus(status)
        .setContentType("text/html")
        .setBody(status == 204 ? "" : "<h1>Sign in to the guest network</h1>");
  }
}
