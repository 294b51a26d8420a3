package io.gumzo.activity;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.AdminApi;
import io.gumzo.testing.Admins;
import io.gumzo.testing.Health;
import io.gumzo.testing.LocalNode;
import io.gumzo.testing.Person;
import io.gumzo.testing.TestCluster;
import io.gumzo.testing.TestServers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The log cannot be written: nobody notices, and what waits has a limit. */
class LogAwayTest {
  private static final int QUEUE = 500;

  private static TestCluster cluster;
  private static LocalNode node;
  private static Person admin;

  @BeforeAll
  static void start() {
    cluster =
        new TestCluster(
            Map.of(
                "activity.queueEntries",
                Integer.toString(QUEUE),
                "postgres.queryTimeoutMillis",
                "1000"));
    node = cluster.local();
    admin = Admins.signUp(node);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void requests_go_on_and_entries_wait_up_to_a_limit_then_they_are_counted() throws SQLException {
    var asha = Person.signUp(node.api());
    var juma = Person.signUp(node.api());
    var conversation = asha.conversationWith(node.api(), juma);
    await().until(() -> metric("gumzo_activity_waiting") == 0);
    UUID waits;
    try (var connection = TestServers.connect(cluster.postgresUrl())) {
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        statement.execute("LOCK TABLE activity IN ACCESS EXCLUSIVE MODE");
      }

      waits = asha.post(node.api(), conversation, "Bado naandika").id();
      get(node.api().signIn(juma.username(), Person.PASSWORD)).want(201);
      await().until(() -> metric("gumzo_activity_waiting") == 2);
      tell(2 * QUEUE);
      await().until(() -> metric("gumzo_activity_dropped_total") == QUEUE + 2);

      assertThat(metric("gumzo_activity_waiting")).isEqualTo(QUEUE);
      asha.post(node.api(), conversation, "Na sasa pia");
    }

    await().atMost(Duration.ofSeconds(20)).until(() -> metric("gumzo_activity_waiting") == 0);
    var written =
        get(new AdminApi(node.api())
                .activity(admin.token(), Map.of("account", asha.id(), "type", "message-posted")))
            .want(200)
            .items();
    assertThat(written)
        .extracting(entry -> entry.getJsonObject("detail").getString("messageId"))
        .containsExactly(waits.toString());
  }

  private static void tell(int count) {
    for (int number = 0; number < count; number++) {
      Activity.of(ActivityType.SIGNED_OUT, null, "").tell(node.node().bus());
    }
  }

  private static double metric(String name) {
    return Health.metric(node.managementPort(), name);
  }
}
