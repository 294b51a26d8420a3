package io.gumzo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.gumzo.testing.LocalNode;
import io.gumzo.testing.MailServer;
import io.gumzo.testing.Person;
import io.gumzo.testing.Ports;
import io.gumzo.testing.TestCluster;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people do with the mails that they are sent, and with their passwords. */
@BrowserTest
class MailFlowsTest {
  private static final String NEW = "jua-kali-leo-asubuhi";
  private static final String CONFIRM = "Confirm this email";
  private static final String DAMAGED =
      "This link is damaged or incomplete: mail programs break long links."
          + " Copy all of it from the mail into the address bar.";
  private static MailServer mails;
  private static TestCluster cluster;
  private static LocalNode node;

  @BeforeAll
  static void start() {
    mails = MailServer.plain();
    cluster = cluster("false");
    node = reachable(cluster);
  }

  private static TestCluster cluster(String requireVerifiedEmail) {
    return new TestCluster(
        Map.of(
            "mail.url",
            mails.url(),
            "mail.from",
            "gumzo@example.org",
            "accounts.requireVerifiedEmail",
            requireVerifiedEmail));
  }

  /** A node whose mails lead to itself. */
  private static LocalNode reachable(TestCluster cluster) {
    String port = Integer.toString(Ports.free());
    return cluster.local(Map.of("http.port", port, "http.publicUrl", "http://127.0.0.1:" + port));
  }

  @AfterAll
  static void stop() {
    cluster.close();
    mails.close();
  }

  @ParameterizedTest
  @EnumSource
  void from_signing_up_to_a_confirmed_email(Look look) {
    String name = "p" + UUID.randomUUID().toString().substring(0, 12);
    try (var screen = Screen.open(look, node.port())) {
      signUp(screen, name, name);
      assertThat(screen.button("Send again")).isVisible();
      screen.inspect("verify-banner");
      screen.button("Send again").click();
      assertThat(screen.text("A new link is on its way to %s@example.org.".formatted(name)))
          .isVisible();

      try (var mail = screen.tab()) {
        mail.page().navigate(link(name, "/#/verify/", 1));
        assertThat(mail.button(CONFIRM)).isVisible();
        mail.inspect("verify");
        mail.button(CONFIRM).click();
        assertThat(mail.text("Your email is confirmed")).isVisible();
        mail.inspect("verify-done");
        assertThat(screen.text("A new link is on its way to %s@example.org.".formatted(name)))
            .isHidden();

        mail.page().navigate(link(name, "/#/verify/", 2));
        mail.button(CONFIRM).click();
        assertThat(mail.text("Your email is confirmed")).isVisible();

        screen.complaints().expect("status of 400 ");
        String whole = link(name, "/#/verify/", 1);
        for (String end : List.of(".{11}$", "[^/]+$")) {
          String broken = whole.replaceAll(end, "");
          mail.page().navigate(broken);
          mail.button(CONFIRM).click();
          assertThat(mail.text(DAMAGED)).isVisible();
        }
        mail.inspect("verify-damaged");
        mail.link("Open Gumzo").click();
        assertThat(mail.account()).isVisible();
        assertThat(mail.button("Send again")).isHidden();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void where_emails_must_be_confirmed_a_new_one_and_a_taken_one_look_the_same(Look look) {
    try (var strict = cluster("true");
        var screen = Screen.open(look, reachable(strict).port())) {
      screen.complaints().expect("status of 403 ");
      String name = "p" + UUID.randomUUID().toString().substring(0, 12);
      String other = "p" + UUID.randomUUID().toString().substring(0, 12);
      signUp(screen, name, name);
      assertThat(screen.text("Look into your mails")).isVisible();
      screen.inspect("mailed");
      screen.page().navigate(link(name, "/#/verify/", 1));
      screen.button(CONFIRM).click();
      assertThat(screen.text("Your email is confirmed")).isVisible();

      signUp(screen, other, name);
      assertThat(screen.text("Look into your mails")).isVisible();
      screen.page().navigate(link(name, "/#/sign-in", 1));
      screen.fill("Username or email", name + "@example.org");
      screen.fill("Password", Person.PASSWORD);
      screen.button("Sign in").click();
      assertThat(screen.account()).isVisible();
    }
  }

  private static void signUp(Screen screen, String username, String mailbox) {
    screen.go("#/sign-up");
    screen.fill("First name", "Asha");
    screen.fill("Last name", "Mwangi");
    screen.fill("Email", mailbox + "@example.org");
    screen.fill("Username", username);
    screen.fill("Password", Person.PASSWORD);
    screen.button("Create account").click();
  }

  @ParameterizedTest
  @EnumSource
  void from_a_forgotten_password_to_a_new_one(Look look) {
    var asha = Person.signUp(node.api());
    try (var screen = Screen.open(look, node.port())) {
      screen.complaints().expect("status of 400 ");
      screen.link("Forgot your password?").click();
      screen.button("Send me a link").click();
      screen.inspect("forgotten-empty");
      screen.fill("Email", asha.username() + "@example.org");
      screen.button("Send me a link").click();
      assertThat(screen.text("Look into your mails")).isVisible();
      screen.inspect("forgotten-done");

      screen.page().navigate(link(asha.username(), "/#/reset/", 1));
      screen.fill("New password", "password123");
      screen.button("Save new password").click();
      assertThat(screen.text("This password is too common.")).isVisible();
      screen.inspect("reset");
      screen.fill("New password", NEW);
      screen.button("Save new password").click();
      assertThat(screen.text("Your password is changed")).isVisible();
      screen.inspect("reset-done");

      screen.link("Sign in").click();
      screen.fill("Username or email", asha.username());
      screen.fill("Password", NEW);
      screen.button("Sign in").click();
      assertThat(screen.account()).isVisible();
      assertThat(screen.button("Send again")).isHidden();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_changed_password_signs_the_other_device_out(Look look) {
    var asha = Person.signUp(node.api());
    try (var here = Screen.open(look, node.port(), asha);
        var there = Screen.open(look, node.port(), asha)) {
      here.complaints().expect("status of 400 ");
      here.go("#/settings/security");
      here.fill("Current password", "si-hii-kabisa");
      here.fill("New password", NEW);
      here.button("Change password").click();
      assertThat(here.text("This is not your current password.")).isVisible();
      here.inspect("password");
      here.fill("Current password", Person.PASSWORD);
      here.button("Change password").click();
      assertThat(here.text("Your password is changed. Your other devices are signed out."))
          .isVisible();
      here.inspect("password-done");

      assertThat(there.text("You have been signed out. Please sign in again.")).isVisible();
      here.go("");
      assertThat(here.account()).isVisible();
    }
  }

  /** The so-manieth link of its kind that was sent there. */
  private static String link(String username, String page, int number) {
    Awaitility.await().until(() -> links(username, page).size() >= number);
    return links(username, page).get(number - 1);
  }

  private static List<String> links(String username, String page) {
    return mails.to(username + "@example.org").stream()
        .map(MailServer.Received::link)
        .filter(link -> link.contains(page))
        .toList();
  }
}
