package io.gumzo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import io.gumzo.testing.Person;
import io.gumzo.testing.TwoNodes;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What one shows of oneself, and what others see of it at once. */
@BrowserTest
class ProfilesTest extends TwoNodes {
  private static final Pattern OWN_PICTURE = Pattern.compile("/pictures/[0-9a-f-]{36}/\\d+");
  private static final Pattern LETTERS = Pattern.compile("/pictures/\\d+-[\\w-]+/\\d+");

  /** The colour in the middle of a picture, as {@code r,g,b} with each to the nearest 64. */
  private static final String COLOUR =
      """
      async (image) => {
        await image.decode();
        const canvas = document.createElement('canvas');
        canvas.width = canvas.height = 64;
        const context = canvas.getContext('2d');
        context.drawImage(image, 0, 0, 64, 64);
        return [...context.getImageData(32, 32, 1, 1).data.slice(0, 3)].map((part) => Math.round(part / 64) * 64).join();
      }
      """;

  @Test
  void a_picture_is_placed_with_the_mouse_and_the_keys_and_others_see_it_at_once() {
    var asha = Person.signUp(one.api());
    var juma = Person.signUp(one.api());
    var conversation = asha.conversationWith(one.api(), juma);
    try (var hers = Screen.open(Look.DESKTOP_LIGHT, one.port(), asha);
        var his = Screen.open(Look.PHONE_DARK, two.port(), juma)) {
      var seen = his.page().locator("conversation-pane header user-avatar img");
      his.go(conversation);
      assertThat(seen).hasAttribute("srcset", LETTERS);

      hers.go("#/settings/profile");
      choose(hers, quarters(900, 600));
      var view = hers.page().locator(".view");
      assertThat(view).isFocused();
      // The whole picture's middle is where the four colours meet: left and up is the red one.
      drag(hers, view, 0.45, 0.45);
      hers.page().keyboard().press("+");
      for (int press = 0; press < 8; press++) {
        hers.page().keyboard().press("ArrowLeft");
        hers.page().keyboard().press("ArrowUp");
      }
      for (int press = 0; press < 12; press++) {
        hers.page().keyboard().press("+");
      }
      for (int press = 0; press < 16; press++) {
        hers.page().keyboard().press("ArrowLeft");
        hers.page().keyboard().press("ArrowUp");
      }
      hers.shot("crop-red");
      hers.button("Use this picture").click();

      var own = hers.page().locator("profile-section user-avatar img");
      assertThat(own).hasAttribute("srcset", OWN_PICTURE);
      assertThat(seen).hasAttribute("srcset", OWN_PICTURE);
      Assertions.assertThat(own.evaluate(COLOUR)).isEqualTo("256,0,0");
      Assertions.assertThat(seen.evaluate(COLOUR)).isEqualTo("256,0,0");

      hers.button("Remove").click();
      hers.page()
          .locator("confirm-dialog")
          .getByText("Remove", new Locator.GetByTextOptions().setExact(true))
          .click();
      assertThat(own).hasAttribute("srcset", LETTERS);
      assertThat(seen).hasAttribute("srcset", LETTERS);
      assertThat(hers.button("Remove")).hasCount(0);
    }
  }

  @Test
  void a_new_name_is_seen_at_once_wherever_the_old_one_was() {
    var asha = Person.signUp(one.api());
    var juma = Person.signUp(one.api());
    asha.post(one.api(), asha.conversationWith(one.api(), juma), "Habari?");
    try (var hers = Screen.open(Look.DESKTOP_LIGHT, one.port(), asha);
        var another = Screen.open(Look.PHONE_LIGHT, two.port(), asha);
        var his = Screen.open(Look.DESKTOP_DARK, two.port(), juma)) {
      his.row(asha.username()).click();
      hers.go("#/settings/profile");
      another.go("#/people/" + asha.id());
      hers.fill("Display name", "Asha wa Lamu");
      hers.fill("About me", "Napenda chai.\nhttps://example.org/asha");
      hers.button("Save").click();
      assertThat(his.row("Asha wa Lamu")).isVisible();
      assertThat(his.page().locator("conversation-pane h1")).hasText("Asha wa Lamu");
      assertThat(another.page().locator("profile-card h2")).hasText("Asha wa Lamu");

      his.page().locator("conversation-pane a.who").click();
      assertThat(his.page().locator("profile-card .about")).containsText("Napenda chai.");
      assertThat(his.link("https://example.org/asha")).isVisible();
      assertThat(his.page()).hasTitle("Asha wa Lamu · Gumzo");
      hers.fill("About me", "Napenda kahawa.");
      hers.button("Save").click();
      assertThat(his.page().locator("profile-card .about")).hasText("Napenda kahawa.");
      his.button("Send a message").click();
      assertThat(his.composer()).isVisible();

      hers.fill("Display name", " ");
      hers.button("Save").click();
      assertThat(hers.field("Display name")).isFocused();
      assertThat(hers.text("Please fill this in.")).isVisible();

      hers.complaints().expect("status of 400 ");
      hers.fill("Display name", "\u200b");
      hers.button("Save").click();
      assertThat(hers.text("Use letters that can be seen.")).isVisible();
      hers.fill("Display name", "Asha wa Pemba");
      assertThat(hers.text("Use letters that can be seen.")).hasCount(0);
      hers.button("Save").click();
      assertThat(his.row("Asha wa Pemba")).isVisible();
    }
  }

  @Test
  void a_file_that_is_no_picture_is_told_to_be_none() {
    try (var screen = Screen.open(Look.DESKTOP_LIGHT, one.port(), Person.signUp(one.api()))) {
      screen.go("#/settings/profile");
      choose(screen, new FilePayload("picture.png", "image/png", new byte[] {1, 2, 3}));
      assertThat(screen.text("This file is not a picture that can be used.")).isVisible();
    }
  }

  @ParameterizedTest
  @EnumSource
  void every_view_of_a_profile(Look look) {
    var asha = Person.signUp(one.api());
    var juma = Person.signUp(one.api(), "juma.profile-" + look.text());
    asha.befriend(one.api(), juma);
    try (var screen = Screen.open(look, one.port(), asha)) {
      screen.go("#/settings/profile");
      assertThat(screen.button("Choose a picture")).isVisible();
      screen.fill("About me", "Mwalimu wa hisabati.\nNapenda safari, chai na hadithi ndefu. ☕");
      screen.inspect("profile-settings");
      choose(screen, quarters(1200, 800));
      assertThat(screen.button("Use this picture")).isVisible();
      screen.inspect("profile-crop");
      screen.button("Use this picture").click();
      assertThat(screen.button("Remove")).isVisible();
      screen.button("Save").click();
      assertThat(screen.page().locator("profile-form .button"))
          .hasAttribute("aria-disabled", "true");
      screen.go("#/people/" + asha.id());
      assertThat(screen.link("Edit my profile")).isVisible();
      screen.inspect("person-me");
      screen.go("#/people/" + juma.id());
      assertThat(screen.button("Send a message")).isVisible();
      screen.inspect("person");
      screen.complaints().expect("status of 404 ");
      screen.go("#/people/01980000-0000-7000-8000-000000000000");
      assertThat(screen.text("Nobody here")).isVisible();
      screen.inspect("person-missing");
    }
  }

  private static void drag(Screen screen, Locator view, double right, double down) {
    var box = view.boundingBox();
    double x = box.x + box.width / 2;
    double y = box.y + box.height / 2;
    var mouse = screen.page().mouse();
    mouse.move(x, y);
    mouse.down();
    mouse.move(x + right * box.width / 2, y + down * box.height / 2);
    mouse.move(x + right * box.width, y + down * box.height);
    mouse.up();
  }

  private static void choose(Screen screen, FilePayload file) {
    screen.page().locator("profile-section input[type=file]").setInputFiles(file);
  }

  /** Red, green, blue and yellow, from the top left, line by line. */
  private static FilePayload quarters(int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var canvas = image.createGraphics();
    Color[] colours = {Color.RED, Color.GREEN, Color.BLUE, Color.YELLOW};
    for (int quarter = 0; quarter < 4; quarter++) {
      canvas.setColor(colours[quarter]);
      canvas.fillRect(quarter % 2 * width / 2, quarter / 2 * height / 2, width / 2, height / 2);
    }
    canvas.dispose();
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException impossible) {
      throw new java.io.UncheckedIOException(impossible);
    }
    return new FilePayload("picture.png", "image/png", bytes.toByteArray());
  }
}
