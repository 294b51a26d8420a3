package io.gumzo.edge;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Breaches;
import io.gumzo.testing.Health;
import io.gumzo.testing.Person;
import io.gumzo.testing.RawHttp;
import io.gumzo.testing.Socket;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The figures that an operator is promised. */
@ExtendWith({Edge.class, Breaches.class})
class MetricsTest {
  private static final List<String> PROMISED =
      List.of(
          "gumzo_sockets",
          "gumzo_sockets_accounts",
          "gumzo_sockets_queued",
          "gumzo_sockets_closed_total",
          "gumzo_messages_queue",
          "gumzo_messages_send_to_commit_seconds_bucket",
          "gumzo_messages_send_to_commit_seconds_count",
          "gumzo_commit_to_deliver_seconds_bucket",
          "gumzo_commit_to_deliver_seconds_count",
          "gumzo_deliveries_total",
          "gumzo_deliveries_undeliverable_total",
          "gumzo_sweeps_total",
          "gumzo_nodes_directory_read_seconds_count",
          "gumzo_nodes_directory_write_seconds_count",
          "gumzo_throttle_tokens",
          "vertx_pool_",
          "vertx_sql_",
          "gumzo_redis_calls_seconds_count{outcome=\"answered\"",
          "gumzo_http_requests_seconds_count{operation=\"createConversation\",status=\"201\"",
          "jvm_memory_used_bytes",
          "process_cpu_usage");

  @Test
  void the_promised_figures_are_there() {
    meet();
    var figures = figures();
    for (String name : PROMISED) {
      assertThat(figures).as(name).anyMatch(line -> line.startsWith(name));
    }
  }

  /** Looked up anew for every message on the bus, they would cost more than the message. */
  @Test
  void what_costs_too_much_to_count_is_not_counted() {
    meet();
    assertThat(figures())
        .noneMatch(
            line ->
                Stream.of("vertx_eventbus_", "vertx_net_", "vertx_redis_", "vertx_http_server_")
                    .anyMatch(line::startsWith));
  }

  @Test
  void requests_are_counted_by_operation_and_status() {
    String asked = "gumzo_http_requests_seconds_count{operation=\"listMessages\",status=\"%d\"";
    String beside = "gumzo_http_requests_seconds_count{operation=\"other\",status=\"404\"";
    double read = figure(asked.formatted(200));
    double refused = figure(asked.formatted(400));
    double unauthorised = figure(asked.formatted(401));
    double others = figure(beside);
    String uri = "/api/v1/conversations/" + Edge.conversation() + "/messages";

    assertThat(status(uri, Edge.asha().token())).isEqualTo(200);
    assertThat(status(uri + "?limit=0", Edge.asha().token())).isEqualTo(400);
    assertThat(status(uri, "nonsense")).isEqualTo(401);
    assertThat(status("/nowhere", Edge.asha().token())).isEqualTo(404);

    // A client may have its answer before the end of it is recorded.
    await()
        .untilAsserted(
            () -> {
              assertThat(figure(asked.formatted(200))).isEqualTo(read + 1);
              assertThat(figure(asked.formatted(400))).isEqualTo(refused + 1);
              assertThat(figure(asked.formatted(401))).isEqualTo(unauthorised + 1);
              assertThat(figure(beside)).isEqualTo(others + 1);
            });
  }

  private static int status(String uri, String token) {
    return RawHttp.send(
            Edge.port(), HttpMethod.GET, uri, Map.of("Authorization", "Bearer " + token), null)
        .status();
  }

  @Test
  void a_message_and_a_socket_are_counted() {
    double sends = figure("gumzo_messages_send_to_commit_seconds_count");
    double deliveries = figure("gumzo_deliveries_total");
    double sockets = figure("gumzo_sockets");
    try (var socket = get(Socket.ready(Edge.port(), Edge.juma().token()))) {
      assertThat(figure("gumzo_sockets")).isEqualTo(sockets + 1);
      Edge.asha().post(Edge.api(), Edge.conversation(), "Habari?");
      await().until(() -> !socket.events(Edge.conversation()).isEmpty());
      assertThat(figure("gumzo_messages_send_to_commit_seconds_count")).isEqualTo(sends + 1);
      assertThat(figure("gumzo_deliveries_total")).isGreaterThanOrEqualTo(deliveries + 1);
    }
    await().until(() -> figure("gumzo_sockets") == sockets);
  }

  /** What has no end, such as ids and addresses, must be no label. */
  @Test
  void the_number_of_figures_does_not_grow_with_use() {
    use(5);
    names(); // Reading them is counted, too.
    var before = names();
    use(40);
    var added = names();
    added.removeAll(before);
    assertThat(added).as("new time series").hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void figures_name_no_person_and_no_conversation() {
    meet();
    assertThat(String.join("\n", figures()))
        .doesNotContain(
            Edge.asha().id().toString(), Edge.asha().username(), Edge.conversation().toString());
  }

  private static void meet() {
    var asha = Person.signUp(Edge.api());
    var juma = Person.signUp(Edge.api());
    var conversation = asha.conversationWith(Edge.api(), juma);
    try (var socket = get(Socket.ready(Edge.port(), juma.token()))) {
      asha.post(Edge.api(), conversation, "Habari?");
      await().until(() -> !socket.events(conversation).isEmpty());
    }
  }

  private static void use(int times) {
    for (int time = 0; time < times; time++) {
      String id = UUID.randomUUID().toString();
      for (String uri :
          List.of(
              "/" + id,
              "/" + id + ".js",
              "/api/v1/accounts/" + id,
              "/api/v1/" + id,
              "/problems/" + id,
              "/ws/userchat/" + id + "/",
              "/api/v1/conversations/" + id + "?x=" + id)) {
        RawHttp.send(
            Edge.port(),
            HttpMethod.GET,
            uri,
            Map.of("Authorization", "Bearer " + Edge.asha().token(), "X-Forwarded-For", id),
            null);
      }
      var method = HttpMethod.valueOf("M" + id.substring(0, 8).toUpperCase(Locale.ROOT));
      assertThat(RawHttp.send(Edge.port(), method, "/api/v1/me", Map.of(), null).status())
          .isEqualTo(405);
      get(Socket.ready(Edge.port(), Edge.asha().token())).close();
    }
    meet();
  }

  private static List<String> figures() {
    return Health.metrics(Edge.node().managementPort())
        .lines()
        .filter(line -> !line.startsWith("#"))
        .toList();
  }

  private static Set<String> names() {
    return figures().stream()
        .map(line -> line.substring(0, line.lastIndexOf(' ')))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static double figure(String name) {
    return figures().stream()
        .filter(
            line ->
                line.startsWith(name + " ")
                    || line.startsWith(name + "{")
                    || name.contains("{") && line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
