package io.gumzo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gumzo.testing.Futures.get;

import com.microsoft.playwright.Locator;
import io.gumzo.testing.Person;
import io.gumzo.testing.TwoNodes;
import io.vertx.core.json.JsonObject;
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
      // To him nothing happened but the end of being contacts, and what he writes arrives nowhere.
      his.write("Upo?");
      his.mustShowSent("Upo?");
      hers.go(conversation);
      assertThat(hers.text("You block " + juma.username() + ".")).isVisible();
      assertThat(hers.bubble("Habari?")).isVisible();
      assertThat(hers.bubbles()).hasCount(1);
      hers.inspect("conversation-blocked");

      hers.go("#/settings/blocked");
      hers.shot("settings-blocked");
      hers.button("Unblock: " + juma.username()).click();
      assertThat(hers.text("You block nobody.")).isVisible();
      assertThat(another.button("Send a message")).isVisible();
      another.inspect("person-stranger");
      his.write("Sasa je?");
      hers.go(conversation);
      assertThat(hers.bubble("Sasa je?")).isVisible();
      assertThat(hers.bubbles()).hasCount(2);
    }
  }

  @Test
  void a_request_is_declined_and_both_see_it_at_once() {
    var asha = Person.signUp(one.api());
    var juma = Person.signUp(one.api());
    var contactsOnly = new JsonObject().put("whoMayMessage", "contacts");
    get(one.api().changeSettings(juma.token(), new JsonObject().put("privacy", contactsOnly)))
        .want(200);
    try (var hers = Screen.open(Look.PHONE_LIGHT, one.port(), asha);
        var his = Screen.open(Look.DESKTOP_LIGHT, two.port(), juma)) {
      hers.choose(juma.username());
      assertThat(hers.button("Send a message")).hasCount(0);
      hers.inspect("person-contacts-only");
      hers.ask();
      his.link("Contacts, 1 request").click();
      his.button("Decline: " + asha.username()).click();
      assertThat(his.text("No requests wait for you.")).isVisible();
      assertThat(hers.button("Send a contact request")).isVisible();
    }
  }

  @Test
  void a_stranger_is_reported_and_blocked_where_they_wrote() {
    var asha = Person.signUp(one.api());
    var pest = Person.signUp(one.api());
    var talk = get(one.api().createConversation(pest.token(), asha.id())).want(201).id();
    pest.post(two.api(), talk, "Nunua sasa!");
    try (var hers = Screen.open(Look.PHONE_LIGHT, one.port(), asha)) {
      hers.row(pest.username()).click();
      hers.button("Report").click();
      assertThat(hers.text("Report " + pest.username() + "?")).isVisible();
      hers.inspect("report");
      hers.button("Send the report").click();
      assertThat(hers.text("You block " + pest.username() + ".")).isVisible();
      assertThat(hers.page().locator("stranger-bar")).hasCount(0);
    }
    get(one.api().getConversation(asha.token(), talk)).want(200);
  }

  private static Locator.GetByTextOptions exactly() {
    return new Locator.GetByTextOptions().setExact(true);
  }
}
