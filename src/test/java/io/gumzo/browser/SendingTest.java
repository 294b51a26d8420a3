package io.gumzo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.gumzo.testing.Futures.get;

import io.gumzo.testing.Person;
import io.gumzo.testing.TestCluster;
import io.gumzo.testing.TestServers;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** What is written is shown at once, says how far it is, and is never lost. */
@BrowserTest
class SendingTest {
  private static final List<String> TEXTS = List.of("Moja", "Mbili", "Tatu", "Nne", "Tano", "Sita");

  @Test
  void a_throttled_message_says_when_it_goes_and_goes_in_order() {
    var settings =
        Map.of("throttle.sendMessage.everyMillis", "1500", "throttle.sendMessage.burst", "3");
    try (var cluster = new TestCluster(settings)) {
      var node = cluster.local();
      var asha = Person.signUp(node.api(), "asha.mwangi");
      var juma = Person.signUp(node.api(), "juma.otieno");
      var conversation = asha.conversationWith(node.api(), juma);
      try (var screen = Screen.open(Look.PHONE_LIGHT, node.port(), asha)) {
        screen.go(conversation);

        TEXTS.forEach(screen::write);

        assertThat(screen.bubbles()).containsText(TEXTS.toArray(String[]::new));
        assertThat(screen.bubble("Nne")).containsText(Pattern.compile("Will be sent in [12] s"));
        screen.inspect("throttled");
        screen.mustShowSent("Sita");
        assertThat(screen.bubbles()).containsText(TEXTS.toArray(String[]::new));
        assertThat(screen.bubbles()).hasCount(TEXTS.size());
      }
      var stored = get(node.api().listMessages(juma.token(), conversation, Map.of())).items();
      Assertions.assertThat(stored)
          .extracting(message -> message.getString("text"))
          .isEqualTo(TEXTS);
    }
  }

  @Test
  void a_refused_message_stays_until_it_is_tried_again_or_deleted() {
    try (var cluster = new TestCluster()) {
      var node = cluster.local();
      var asha = Person.signUp(node.api(), "asha.mwangi");
      var juma = Person.signUp(node.api(), "juma.otieno");
      var conversation = asha.conversationWith(node.api(), juma);
      asha.post(node.api(), conversation, "Habari ya asubuhi");
      try (var screen = Screen.open(Look.DESKTOP_LIGHT, node.port(), asha)) {
        screen.go(conversation);
        screen.mustShowSent("Habari ya asubuhi");
        TestServers.execute(
            cluster.postgresUrl(),
            """
            CREATE TABLE left_for_a_while AS SELECT * FROM members WHERE account_id = '%s';
            DELETE FROM members WHERE account_id = '%s'
            """
                .formatted(asha.id(), asha.id()));

        screen.write("Tukutane saa nane");
        screen.write("Au saa tisa");

        var refused = screen.bubble("Tukutane");
        assertThat(refused).containsText("Not sent. You are not a member of this conversation.");
        assertThat(screen.bubble("Au saa tisa")).containsText("Not sent.");
        screen.inspect("not-sent");

        TestServers.execute(
            cluster.postgresUrl(), "INSERT INTO members SELECT * FROM left_for_a_while");
        screen.bubble("Au saa tisa").getByText("Delete").click();
        refused.getByText("Try again").click();
        screen.mustShowSent("Tukutane saa nane");
        assertThat(screen.bubbles())
            .containsText(new String[] {"Habari ya asubuhi", "Tukutane saa nane"});
      }
    }
  }

  @Test
  void while_the_node_hangs_messages_wait_and_go_once_and_in_order_afterwards() {
    try (var cluster = new TestCluster()) {
      var node = cluster.process();
      var asha = Person.signUp(node.api(), "asha.mwangi");
      var juma = Person.signUp(node.api(), "juma.otieno");
      var conversation = asha.conversationWith(node.api(), juma);
      try (var screen = Screen.open(Look.DESKTOP_DARK, node.port(), asha)) {
        var clock = screen.page().clock();
        clock.install();
        screen.go(conversation).page().reload();
        assertThat(screen.text("Say hello to juma.otieno.")).isVisible();
        node.pause();

        TEXTS.forEach(screen::write);

        assertThat(screen.mark("Moja", "Sending…")).isVisible();
        assertThat(screen.mark("Mbili", "Waiting for the connection")).isVisible();
        assertThat(screen.composer()).isEmpty();
        screen.inspect("sending");
        clock.fastForward(10_500);
        assertThat(screen.bubble("Moja")).containsText("Waiting for the connection");
        clock.fastForward(5_500);
        assertThat(screen.page().locator("connection-banner"))
            .containsText(Pattern.compile("Connection lost|Connecting"));

        node.resume();
        screen.mustShowSent("Sita");
        assertThat(screen.bubbles()).containsText(TEXTS.toArray(String[]::new));
        assertThat(screen.bubbles()).hasCount(TEXTS.size());
        assertThat(screen.page().locator("connection-banner .banner")).isHidden();
      }
    }
  }
}
