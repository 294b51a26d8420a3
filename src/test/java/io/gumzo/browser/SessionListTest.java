package io.gumzo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.gumzo.testing.Person;
import io.gumzo.testing.TwoNodes;
import org.junit.jupiter.api.Test;

/** Seeing where one is signed in, and ending it while the other device watches, on another node. */
@BrowserTest
class SessionListTest extends TwoNodes {
  @Test
  void a_device_is_signed_out_from_another_and_sees_it_at_once() {
    var asha = Person.signUp(one.api());
    try (var laptop = Screen.open(Look.DESKTOP_LIGHT, one.port(), asha);
        var phone = Screen.open(Look.PHONE_DARK, two.port(), asha)) {
      laptop.account().click();
      laptop.link("Settings").click();
      laptop.link("Security").click();
      var rows = laptop.page().locator("session-list li");
      // The third is the one with which the test signed up.
      assertThat(rows).hasCount(3);
      assertThat(rows.first()).containsText("This device");
      laptop.inspect("sessions");
      phone.complaints().expect("status of 401 ");

      laptop.button("Sign out Chrome on Linux").click();
      laptop.inspect("sessions-asking");
      laptop.button("Sign out").click();

      assertThat(phone.text("You have been signed out. Please sign in again.")).isVisible();
      phone.inspect("signed-out-from-elsewhere");
      assertThat(rows).hasCount(2);
      phone.page().reload();
      assertThat(phone.button("Sign in")).isVisible();
    }
  }

  @Test
  void the_list_follows_other_devices_and_all_of_them_can_be_ended() {
    var asha = Person.signUp(one.api());
    try (var phone = Screen.open(Look.PHONE_LIGHT, one.port(), asha)) {
      phone.go("#/settings");
      phone.inspect("settings");
      phone.link("Security").click();
      var rows = phone.page().locator("session-list li");
      assertThat(rows).hasCount(2);

      asha.onAnotherDevice(two.api());

      assertThat(rows).hasCount(3);
      phone.inspect("sessions");
      phone.button("Sign out all other devices").click();
      phone.button("Sign out").click();
      assertThat(rows).hasCount(1);
    }
  }
}
