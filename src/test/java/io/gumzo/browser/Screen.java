package io.gumzo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import io.gumzo.testing.Person;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.Assertions;

/**
 * Gumzo in front of somebody: one tab of one browser. Closing the first tab fails when the browser
 * complained about anything that was not expected.
 */
final class Screen implements AutoCloseable {
  private static final Path PICTURES = Path.of("target", "screenshots");

  private final Look look;
  private final int port;
  private final BrowserContext context;
  private final Page page;
  private final Complaints complaints;
  private final boolean first;

  private Screen(
      Look look, int port, BrowserContext context, Complaints complaints, boolean first) {
    this.look = look;
    this.port = port;
    this.context = context;
    this.complaints = complaints;
    this.first = first;
    this.page = context.newPage();
    page.setDefaultTimeout(Chromium.PATIENCE_MILLIS);
  }

  /** A browser of its own, at its first page. */
  static Screen open(Look look, int port) {
    var context = Chromium.browser().newContext(look.options());
    return new Screen(look, port, context, new Complaints(context), true).go("");
  }

  /** A browser in which that person has signed in. */
  static Screen open(Look look, int port, Person person) {
    return open(look, port).signIn(person);
  }

  /** Another tab of the same browser. */
  Screen tab() {
    return tab(port);
  }

  /** Another tab of the same browser, at another server of the same machine. */
  Screen tab(int otherPort) {
    return new Screen(look, otherPort, context, complaints, false).go("");
  }

  /**
   * @param fragment such as {@code #/people}
   */
  Screen go(String fragment) {
    page.navigate("http://127.0.0.1:%d/%s".formatted(port, fragment));
    return this;
  }

  Screen go(UUID conversation) {
    return go("#/c/" + conversation);
  }

  Screen signIn(Person person) {
    fill("Username or email", person.username());
    fill("Password", Person.PASSWORD);
    button("Sign in").click();
    assertThat(account()).isVisible();
    return this;
  }

  /** As another tab does while this one sleeps: the cookie is of another session from now on. */
  void signInElsewhere(Person person) {
    var origin = "http://127.0.0.1:" + port;
    var body =
        Map.of("login", person.username(), "password", Person.PASSWORD, "refreshIn", "cookie");
    var request = RequestOptions.create().setHeader("Origin", origin).setData(body);
    var answer = context.request().post(origin + "/api/v1/sessions", request);
    Assertions.assertThat(answer.status()).isEqualTo(201);
  }

  Page page() {
    return page;
  }

  Look look() {
    return look;
  }

  BrowserContext context() {
    return context;
  }

  Complaints complaints() {
    return complaints;
  }

  Locator field(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  void fill(String label, String text) {
    field(label).fill(text);
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator text(String text) {
    return page.getByText(text, new Page.GetByTextOptions().setExact(true));
  }

  Locator account() {
    return button("Account and settings");
  }

  Locator composer() {
    return page.locator("chat-composer textarea");
  }

  /** A row of the list of conversations. */
  Locator row(String name) {
    return page.locator("conversation-list a")
        .filter(new Locator.FilterOptions().setHas(page.locator(".name").getByText(name)));
  }

  Locator badge(String name) {
    return row(name).locator(".badge");
  }

  /**
   * Looks for somebody and chooses them: the conversation opens, or the page of who is to be asked
   * first.
   */
  void choose(String username) {
    link("New conversation").click();
    page.getByRole(AriaRole.COMBOBOX).fill(username);
    var found =
        page.getByRole(AriaRole.OPTION)
            .filter(new Locator.FilterOptions().setHasText("@" + username));
    found.click();
  }

  /** Asks a stranger, whose page is open, to be a contact. */
  void ask() {
    button("Send a contact request").click();
  }

  void write(String text) {
    composer().fill(text);
    button("Send message").click();
  }

  Locator bubbles() {
    return page.locator("chat-message");
  }

  Locator bubble(String text) {
    return bubbles().filter(new Locator.FilterOptions().setHasText(text));
  }

  /**
   * The picture beside what I wrote: "Sending…", "Sent", "Not sent", "Waiting for the connection".
   */
  Locator mark(String text, String state) {
    return bubble(text)
        .getByRole(AriaRole.IMG, new Locator.GetByRoleOptions().setName(state).setExact(true));
  }

  void mustShowSent(String text) {
    assertThat(mark(text, "Sent")).isVisible();
  }

  /** Keeps a picture in {@code target/screenshots}. */
  void shot(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + "-" + look.text() + ".png")));
  }

  /** Keeps a picture, and fails when anything is out of place or out of reach for anybody. */
  void inspect(String name) {
    shot(name);
    Inspection.mustFindNothing(page, name + "-" + look.text());
  }

  @Override
  public void close() {
    if (!first) {
      page.close();
      return;
    }
    try {
      // What the browser has said until now is heard with the next answer.
      page.evaluate("0");
      complaints.mustBeNone();
    } finally {
      context.close();
    }
  }
}
