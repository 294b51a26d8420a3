package io.gumzo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import io.gumzo.testing.Authenticator;
import io.gumzo.testing.Person;
import io.gumzo.testing.RunningNode;
import io.gumzo.testing.TestCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Turning the second factor on with an app, signing in with it, and turning it off again. */
@BrowserTest
class TwoFactorTest {
  private static final String NEW = "jua-kali-leo-asubuhi";
  private static TestCluster cluster;
  private static RunningNode node;

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
  @EnumSource(
      value = Look.class,
      names = {"DESKTOP_DARK", "PHONE_LIGHT"})
  void from_turning_it_on_to_turning_it_off(Look look) {
    var asha = Person.signUp(node.api());
    String recoveryCode;
    String another;
    Authenticator app;
    try (var screen = Screen.open(look, node.port(), asha)) {
      screen.complaints().expect("status of 40[03] ");
      screen.go("#/settings/security");
      screen.button("Turn on").click();
      screen.fill("Your password", "si-hii-kabisa");
      screen.button("Go on").click();
      assertThat(screen.text("This is not your password.")).isVisible();
      screen.fill("Your password", Person.PASSWORD);
      screen.button("Go on").click();

      app = Authenticator.of(screen.page().locator("two-factor-setup code").textContent());
      screen.inspect("two-factor-setup");
      screen.fill("Code", "000000");
      screen.button("Turn on").click();
      assertThat(screen.page().locator("proof-form")).containsText("This code is not right.");
      screen.fill("Code", app.code());
      screen.button("Turn on").click();

      var codes = screen.page().locator("recovery-codes code");
      assertThat(codes).hasCount(10);
      recoveryCode = codes.first().textContent();
      another = codes.nth(1).textContent();
      screen.inspect("recovery-codes");
      screen.button("I have kept them").click();
      assertThat(screen.text("10 recovery codes are left.")).isVisible();
      screen.inspect("two-factor-on");

      screen.page().reload();
      screen.go("#/settings/account");
      screen.button("Make an archive…").click();
      assertThat(screen.field("Code")).isVisible();
    }
    try (var screen = Screen.open(look, node.port())) {
      screen.complaints().expect("status of 403 ");
      screen.fill("Username or email", asha.username());
      screen.fill("Password", Person.PASSWORD);
      screen.button("Sign in").click();
      screen.fill("Code", app.usedCode());
      screen.inspect("sign-in-code");
      screen.button("Sign in").click();
      assertThat(screen.page().locator("sign-in-form"))
          .containsText("This code is not right.", new ContainsTextOptions());
      screen.fill("Code", recoveryCode);
      screen.button("Sign in").click();
      assertThat(screen.account()).isVisible();

      screen.go("#/settings/security");
      assertThat(screen.text("9 recovery codes are left.")).isVisible();
      screen.fill("Current password", Person.PASSWORD);
      screen.fill("New password", NEW);
      screen.fill("Code", "000000");
      screen.button("Change password").click();
      assertThat(screen.page().locator("password-form")).containsText("This code is not right.");
      screen.inspect("password-code");
      screen.fill("Code", another);
      screen.button("Change password").click();
      assertThat(screen.text("Your password is changed. Your other devices are signed out."))
          .isVisible();
      screen.button("Turn off").click();
      screen.page().locator("proof-form").getByLabel("Your password").fill(NEW);
      screen.page().locator("proof-form").getByLabel("Code").fill(app.nextCode());
      screen.button("Turn off").click();
      assertThat(screen.button("Turn on")).isVisible();
    }
  }
}
