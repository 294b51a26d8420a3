package io.gumzo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gumzo.testing.Futures.get;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.SelectOption;
import io.gumzo.testing.Admins;
import io.gumzo.testing.ContactApi;
import io.gumzo.testing.LocalNode;
import io.gumzo.testing.Person;
import io.gumzo.testing.TestCluster;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Administrators look at what happens. */
@BrowserTest
class AdminPageTest {
  private static TestCluster cluster;
  private static LocalNode node;
  private static Person admin;

  @BeforeAll
  static void start() {
    cluster = new TestCluster();
    node = cluster.local();
    admin = Admins.signUp(node);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void an_administrator_reads_reports() {
    var asha = Person.signUp(node.api());
    var pest = Person.signUp(node.api());
    var talk = get(node.api().createConversation(pest.token(), asha.id())).want(201).id();
    pest.post(node.api(), talk, "Nunua sasa!");
    get(new ContactApi(node.api()).report(asha.token(), pest.id(), talk)).want(204);
    try (var screen = Screen.open(Look.PHONE_DARK, node.port(), admin)) {
      screen.go("#/admin/activity");
      screen.link("Reports").click();
      var report = screen.page().locator("report-list .report").first();
      assertThat(report).containsText(asha.username() + " reported " + pest.username());
      assertThat(report).containsText("Nunua sasa!");
      screen.inspect("admin-reports");
    }
  }

  @Test
  void an_administrator_follows_filters_and_looks_at_one_person() {
    var asha = Person.signUp(node.api(), "asha-" + UUID.randomUUID().toString().substring(0, 6));
    try (var screen = Screen.open(Look.DESKTOP_LIGHT, node.port(), admin)) {
      screen.account().click();
      screen.inspect("menu-of-an-administrator");
      screen.link("What happens here").click();
      assertThat(entry(screen, asha, "signed-up")).isVisible();

      var juma = Person.signUp(node.api(), "juma-" + UUID.randomUUID().toString().substring(0, 6));
      var conversation = asha.conversationWith(node.api(), juma);
      asha.post(node.api(), conversation, "Habari za leo?");
      get(node.api().signIn(asha.username(), "si-hii-hapana"));

      assertThat(entry(screen, asha, "message-posted")).isVisible();
      assertThat(entry(screen, asha, "sign-in-failed")).isVisible();
      screen.inspect("admin-activity");
      screen.field("What").selectOption(new SelectOption().setLabel("Signed up"));
      assertThat(screen.page().locator("activity-list li[data-type='sign-in-failed']")).hasCount(0);
      assertThat(entry(screen, juma, "signed-up")).isVisible();
      screen.button("Only what " + juma.username() + " did").click();
      assertThat(screen.page().locator("activity-list li")).hasCount(1);
      screen.inspect("admin-activity-filtered");
      screen.field("Who (username or id)").fill("nobody-here");
      screen.field("Who (username or id)").press("Enter");
      assertThat(screen.text("Nothing here")).isVisible();
      screen.button("Clear filters").click();
      assertThat(entry(screen, asha, "signed-up")).isVisible();

      screen.field("What").selectOption("");
      screen.field("What").selectOption("signed-up");
      screen.link("Errors").click();
      assertThat(screen.field("Level")).hasValue("");
    }
  }

  @Test
  void errors_are_counted_on_a_phone() {
    var log = LoggerFactory.getLogger("io.gumzo.test.Errors");
    try (var screen = Screen.open(Look.PHONE_DARK, node.port(), admin)) {
      screen.go("#/admin/errors");
      log.atError()
          .addKeyValue("requestId", "3f1c9a2e")
          .setCause(new IllegalStateException("siri"))
          .log("A request failed");
      log.warn("mails wait, the mail server does not take them: {}", "siri");
      var errors = screen.page().locator("error-list li");
      var failed = errors.filter(new Locator.FilterOptions().setHasText("A request failed"));
      assertThat(failed).containsText("IllegalStateException");
      log.atError().setCause(new IllegalStateException("siri")).log("Another one");
      assertThat(errors.filter(new Locator.FilterOptions().setHasText("Another one"))).isVisible();
      screen.inspect("admin-errors");
      screen.link("Activity").click();
      assertThat(screen.page().locator("activity-list li").first()).isVisible();
      screen.inspect("admin-activity");
    }
    try (var screen = Screen.open(Look.DESKTOP_DARK, node.port(), admin)) {
      screen.go("#/admin/errors");
      assertThat(screen.page().locator("error-list li").first()).isVisible();
      screen.inspect("admin-errors");
      screen.field("Level").selectOption("warn");
      assertThat(screen.page().locator("error-list li[data-level='error']")).hasCount(0);
    }
  }

  @Test
  void nobody_else_finds_the_page() {
    var asha = Person.signUp(node.api());
    try (var screen = Screen.open(Look.DESKTOP_LIGHT, node.port(), asha)) {
      screen.account().click();
      assertThat(screen.link("What happens here")).hasCount(0);
      screen.go("#/admin/activity");
      assertThat(screen.account()).isVisible();
      assertThat(screen.page().locator("admin-page")).hasCount(0);
    }
  }

  private static Locator entry(Screen screen, Person person, String type) {
    return screen
        .page()
        .locator("activity-list li[data-type='" + type + "']")
        .filter(new Locator.FilterOptions().setHasText(person.username()))
        .first();
  }
}
