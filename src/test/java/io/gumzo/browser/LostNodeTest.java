package io.gumzo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.gumzo.testing.Health;
import io.gumzo.testing.NodeProcess;
import io.gumzo.testing.Person;
import io.gumzo.testing.TestCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nodes behind one port are killed under an open conversation. */
@BrowserTest
class LostNodeTest {
  /** Banners come and go faster than one can look. */
  private static final String REMEMBER_BANNERS =
      """
      () => {
        window.banners = '';
        const shadow = (root, ...path) => path.reduce((at, name) => at.querySelector(name).shadowRoot, root);
        const banner = shadow(document, 'gumzo-app', 'chat-page', 'connection-banner');
        new MutationObserver(() => { window.banners += banner.textContent; })
          .observe(banner, { childList: true, subtree: true, characterData: true });
      }
      """;

  @Test
  void a_conversation_goes_on_at_another_node_with_nothing_lost_or_doubled() {
    try (var cluster = new TestCluster()) {
      int port = cluster.sharePort();
      var nodes = cluster.processes(2);
      var asha = Person.signUp(nodes.get(0).api(), "asha.mwangi");
      var juma = Person.signUp(nodes.get(1).api(), "juma.otieno");
      var conversation = asha.conversationWith(nodes.get(0).api(), juma);
      juma.post(nodes.get(1).api(), conversation, "1 Uko wapi?");
      try (var screen = Screen.open(Look.DESKTOP_LIGHT, port, asha)) {
        screen.complaints().expect("ERR_CONNECTION_|ERR_EMPTY_RESPONSE|WebSocket connection to");
        screen.go(conversation);
        screen.write("2 Njiani");
        screen.mustShowSent("2 Njiani");
        screen.page().evaluate(REMEMBER_BANNERS);

        var holder = holder(nodes);
        var other = holder == nodes.get(0) ? nodes.get(1) : nodes.get(0);
        holder.kill9();
        screen.write("3 Nipo kwenye basi");
        juma.post(other.api(), conversation, "4 Sawa");
        screen.write("5 Dakika tano");

        screen.mustShowSent("3 Nipo kwenye basi");
        screen.mustShowSent("5 Dakika tano");
        assertThat(screen.bubble("4 Sawa")).isVisible();
        assertThat(screen.bubbles()).hasCount(5);
        screen.page().waitForFunction("window.banners.includes('Connection lost')");

        other.kill9();
        assertThat(screen.page().locator("connection-banner")).containsText("Connection lost");
        screen.write("6 Nimefika");
        assertThat(screen.bubble("6 Nimefika")).containsText("Waiting for the connection");
        screen.inspect("connection-lost");

        screen.button("Try now").click();
        assertThat(screen.page().locator("connection-banner")).containsText("Connection lost");
        var fresh = cluster.process();
        screen.page().evaluate("dispatchEvent(new Event('online'))");
        screen.mustShowSent("6 Nimefika");
        assertThat(screen.page().locator("connection-banner")).not().containsText("Connection");
        juma.post(fresh.api(), conversation, "7 Karibu!");
        assertThat(screen.bubbles().last()).containsText("7 Karibu!");
        assertThat(screen.bubbles()).hasCount(7);
      }
    }
  }

  /** The one that holds the browser's socket. */
  private static NodeProcess holder(List<NodeProcess> nodes) {
    return nodes.stream()
        .filter(node -> Health.metric(node.managementPort(), "gumzo_sockets") > 0)
        .findFirst()
        .orElseThrow();
  }
}
