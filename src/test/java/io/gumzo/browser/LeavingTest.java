package io.gumzo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.testing.Person;
import io.gumzo.testing.RunningNode;
import io.gumzo.testing.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Downloading one's data, and deleting one's account while somebody else watches. */
@BrowserTest
class LeavingTest {
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

  @Test
  void an_archive_is_downloaded_and_the_account_deleted_with_its_messages() throws IOException {
    var asha = Person.signUp(node.api());
    var juma = Person.signUp(node.api());
    var conversation = asha.conversationWith(node.api(), juma);
    asha.post(node.api(), conversation, "Siri yangu");
    try (var ashas = Screen.open(Look.PHONE_LIGHT, node.port(), asha);
        var jumas = Screen.open(Look.DESKTOP_DARK, node.port(), juma)) {
      jumas.go(conversation);
      assertThat(jumas.bubble("Siri yangu")).isVisible();
      ashas.complaints().expect("status of 40[01] ");
      ashas.go("#/settings/account");
      ashas.inspect("settings-account");

      ashas.button("Make an archive…").click();
      ashas.fill("Your password", Person.PASSWORD);
      var archive =
          ashas.page().waitForDownload(() -> ashas.button("Download the archive").click()).path();
      assertThat(Files.readAllBytes(archive)).startsWith('P', 'K');

      ashas.button("Delete my account…").click();
      ashas.page().getByLabel("goes as well").check();
      ashas.fill("Your password", Person.PASSWORD);
      ashas.inspect("settings-deletion");
      ashas.button("Delete my account for good").click();

      assertThat(ashas.button("Sign in")).isVisible();
      assertThat(ashas.text("Your account is deleted. Kwaheri!")).isVisible();
      assertThat(jumas.bubble("Removed by its sender")).isVisible();
      assertThat(jumas.bubble("Siri yangu")).hasCount(0);
      assertThat(jumas.row("Deleted account")).isVisible();
      assertThat(jumas.composer()).hasCount(0);
      jumas.inspect("deleted-account");
    }
  }
}
