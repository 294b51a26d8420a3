package io.gumzo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gumzo.testing.Futures.get;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.options.FilePayload;
import io.gumzo.testing.Admins;
import io.gumzo.testing.LocalNode;
import io.gumzo.testing.MailServer;
import io.gumzo.testing.Person;
import io.gumzo.testing.Ports;
import io.gumzo.testing.TestCluster;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Correcting what one signed up with, and who may join, in front of people. */
@BrowserTest
class JoiningPagesTest {
  private static MailServer mails;
  private static TestCluster cluster;
  private static LocalNode node;

  @BeforeAll
  static void start() {
    mails = MailServer.plain();
    cluster = new TestCluster(Map.of("mail.url", mails.url(), "mail.from", "gumzo@example.org"));
    String port = Integer.toString(Ports.free());
    node = cluster.local(Map.of("http.port", port, "http.publicUrl", "http://127.0.0.1:" + port));
  }

  @AfterAll
  static void stop() {
    cluster.close();
    mails.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"DESKTOP_LIGHT", "PHONE_DARK"})
  void names_username_and_email_are_corrected_and_an_email_is_taken_back(Look look) {
    var asha = Person.signUp(node.api());
    var juma = Person.signUp(node.api());
    String old = asha.username() + "@example.org";
    get(node.api().verifyEmail(token(mails.awaitTo(old, 1).link()))).want(204);
    String name = fresh();
    String email = fresh() + "@example.com";
    try (var screen = Screen.open(look, node.port(), asha)) {
      screen.complaints().expect("status of 400 ");
      screen.go("#/settings/account");
      screen.fill("Username", juma.username());
      screen.button("Continue").first().click();
      prove(screen, "Save changes");
      assertThat(screen.text("This username is taken.")).isVisible();
      screen.inspect("details-taken");
      screen.fill("Username", name);
      screen.fill("First name", "Neema");
      screen.button("Continue").first().press("Enter");
      screen.inspect("details-proof");
      prove(screen, "Save changes");
      assertThat(screen.text("Your changes are saved.")).isVisible();

      screen.fill("New email", email);
      screen.button("Continue").last().click();
      prove(screen, "Send me the link");
      assertThat(screen.button("Keep my email")).isVisible();
      screen.inspect("email-waiting");
      try (var mail = screen.tab()) {
        mail.page().navigate(mails.awaitTo(email, 1).link());
        mail.inspect("confirm-email");
        mail.button("Confirm this email").click();
        assertThat(mail.text("Your email is changed")).isVisible();
      }
      assertThat(screen.text("Your email is %s.".formatted(email))).isVisible();
      assertThat(screen.button("Keep my email")).isHidden();

      screen.complaints().expect("status of 401 ");
      try (var mail = screen.tab()) {
        mail.page().navigate(mails.awaitTo(old, 2).link());
        mail.inspect("undo-email");
        mail.button("Undo the change").click();
        mail.fill("New password", "jua-kali-leo-asubuhi");
        mail.button("Save new password").click();
        assertThat(mail.text("Your password is changed")).isVisible();
      }
    }
    get(node.api().signIn(old, "jua-kali-leo-asubuhi")).want(201);
  }

  @ParameterizedTest
  @EnumSource(names = {"DESKTOP_DARK", "PHONE_LIGHT"})
  void an_administrator_says_who_may_join_invites_and_makes_accounts(Look look) {
    var admin = Admins.signUp(node);
    String email = fresh() + "@example.org";
    try (var screen = Screen.open(look, node.port(), admin)) {
      screen.go("#/admin/joining");
      screen.field("Whoever is invited").check();
      screen.button("Save").click();
      assertThat(screen.text("Saved. It holds at once.")).isVisible();
      screen.page().locator("invitations-section").getByLabel("Email").fill(email);
      screen.button("Invite by mail").click();
      assertThat(screen.page().locator("invitations-section li").first()).containsText(email);
      screen.button("Make a link").click();
      var link = screen.page().locator("invitations-section code").first();
      assertThat(link).containsText("/#/join/");

      screen.field("A temporary one, shown here once").check();
      screen.complaints().expect("status of 400 ");
      choose(screen, "firstName,lastName,email,username\nAsha,,nowhere,a\n");
      assertThat(screen.text("Row 2, lastName: Please fill this in.")).isVisible();
      String name = fresh();
      choose(
          screen,
          "\uFEFFFirst name;Last name;Email;Username\r\nJuma;Otieno;%1$s@example.org;%1$s\r\n"
              .formatted(name));
      assertThat(screen.page().locator("making-section table")).containsText(name);
      screen.inspect("admin-joining");
      screen.button("Take back").first().click();
      assertThat(screen.page().locator("invitations-section li").first())
          .containsText("taken back");

      var stranger = Screen.open(look, node.port());
      assertThat(stranger.link("Forgot your password?")).isVisible();
      assertThat(stranger.link("Create an account")).isHidden();
      stranger.inspect("sign-in-invited-only");
      stranger.go("#/sign-up");
      assertThat(stranger.text("Joining needs an invitation. Ask somebody here for a link."))
          .isVisible();
      stranger.page().navigate(mails.awaitTo(email, 1).link());
      assertThat(stranger.field("Email")).hasValue(email);
      stranger.inspect("join");
      stranger.fill("First name", "Neema");
      stranger.fill("Last name", "Odhiambo");
      stranger.fill("Username", fresh());
      stranger.fill("Password", Person.PASSWORD);
      stranger.button("Create account").click();
      assertThat(stranger.account()).isVisible();
      stranger.close();
      screen.field("Everybody").check();
      screen.button("Save").click();
      assertThat(screen.text("Saved. It holds at once.")).isVisible();
    }
  }

  private static void prove(Screen screen, String button) {
    screen.fill("Your password", Person.PASSWORD);
    screen.button(button).click();
  }

  private static void choose(Screen screen, String csv) {
    screen
        .page()
        .locator("making-section input[type=file]")
        .setInputFiles(new FilePayload("people.csv", "text/csv", csv.getBytes(UTF_8)));
  }

  private static String fresh() {
    return "p" + UUID.randomUUID().toString().substring(0, 12);
  }

  private static String token(String link) {
    return link.substring(link.lastIndexOf('/') + 1);
  }
}
