package io.gumzo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import io.gumzo.testing.Person;
import io.gumzo.testing.TwoNodes;
import org.junit.jupiter.api.Test;

/** Blocking somebody, in two browsers on two nodes. */
@BrowserTest
class BlockingTest extends TwoNodes {
  @Test
  void a_contact_is_blocked_from_their_page_and_unblocked_from_the_settings() {
    var asha = Person.signUp(one.api());
    var juma = Person.signUp(one.api());
    var conversation = asha.conversationWith(one.api(), juma);
    asha.post(one.api(), conversation, "Habari?");
    try (var hers = Screen.open(Look.DESKTOP_LIGHT, one.port(), asha);
        var another = Screen.open(Look.PHONE_DARK, two.port(), asha);
        var his = Screen.open(Look.DESKTOP_DARK, two.port(), juma)) {
      his.go(conversation);
      assertThat(his.composer()).isVisible();
      another.go("#/people/" + juma.id());
      assertThat(another.button("Send a message")).isVisible();

      hers.go("#/people/" + juma.id());
      hers.shot("person-contact");
      hers.button("Block").click();
      hers.shot("person-block-question");
      hers.page().locator("confirm-dialog").getByText("Block", exactly()).click();

      assertThat(hers.text("You block " + juma.username() + ".")).isVisible();
      assertThat(another.text("You block " + juma.username() + ".")).isVisible();
      another.shot("person-blocked");
      assertThat(his.composer()).hasCount(0);
      assertThat(his.bubble("Habari?")).isVisible();
      his.shot("conversation-closed");

      hers.go("#/settings/blocked");
      hers.shot("settings-blocked");
      hers.button("Unblock: " + juma.username()).click();
      assertThat(hers.text("You block nobody.")).isVisible();
      assertThat(another.button("Send a contact request")).isVisible();
    }
  }

  @Test
  void a_request_is_declined_and_both_see_it_at_once() {
    var asha = Person.signUp(one.api());
    var juma = Person.signUp(one.api());
    try (var hers = Screen.open(Look.PHONE_LIGHT, one.port(), asha);
        var his = Screen.open(Look.DESKTOP_LIGHT, two.port(), juma)) {
      hers.choose(juma.username());
      hers.ask("");
      his.link("Contacts, 1 request").click();
      his.button("Decline: " + asha.username()).click();
      assertThat(his.text("No requests wait for you.")).isVisible();
      assertThat(hers.button("Send a contact request")).isVisible();
    }
  }

  private static Locator.GetByTextOptions exactly() {
    return new Locator.GetByTextOptions().setExact(true);
  }
}
