package io.gumzo.activity;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.AdminApi;
import io.gumzo.testing.Admins;
import io.gumzo.testing.Answer;
import io.gumzo.testing.Breaches;
import io.gumzo.testing.Person;
import io.gumzo.testing.TestServers;
import io.gumzo.testing.TwoNodes;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** What administrators see of what people do and of what goes wrong. */
@ExtendWith(Breaches.class)
class ActivityTest extends TwoNodes {
  private static Person admin;

  @BeforeAll
  static void signUpAdmin() {
    admin = Admins.signUp(one);
  }

  @Test
  void what_somebody_does_is_written_with_ids_and_never_with_texts() {
    var asha = Person.signUp(one.api());
    var juma = Person.signUp(two.api());
    get(one.api().signIn(asha.username().toUpperCase(java.util.Locale.ROOT), "siri-yangu-mbaya"));
    var conversation = asha.conversationWith(two.api(), juma);
    var message = asha.post(two.api(), conversation, "Habari za siri?");
    get(one.api().signOut(asha.token())).want(204);

    await().until(() -> types(asha).containsAll(List.of("signed-out", "message-posted")));

    var entries = entries(asha);
    assertThat(types(asha))
        .contains(
            "signed-up",
            "signed-in",
            "sign-in-failed",
            "contact-requested",
            "message-posted",
            "signed-out");
    assertThat(entries)
        .allSatisfy(
            entry ->
                assertThat(entry.getJsonObject("account").getString("username"))
                    .isEqualTo(asha.username()))
        .extracting(entry -> entry.getString("at"))
        .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    assertThat(detail(entries, "message-posted"))
        .isEqualTo(
            new JsonObject()
                .put("conversationId", conversation.toString())
                .put("messageId", message.text("id")));
    assertThat(detail(entries, "contact-requested").getString("accountId"))
        .isEqualTo(juma.id().toString());
    assertThat(types(juma)).contains("contact-request-accepted");
    assertThat(detail(entries, "sign-in-failed").getString("problem")).isEqualTo("sign-in-failed");
    assertThat(entries.toString()).doesNotContain("siri");
    assertThat(
            entries.stream()
                .filter(entry -> entry.getString("type").equals("signed-in"))
                .map(entry -> entry.getString("address")))
        .containsExactly("127.0.0.1");
  }

  @Test
  void filters_narrow_it_down() {
    var asha = Person.signUp(one.api());
    await().until(() -> types(asha).size() == 2);
    String between = entries(asha).getFirst().getString("at");

    assertThat(items(Map.of("account", asha.username(), "type", "signed-up"))).hasSize(1);
    assertThat(items(Map.of("account", asha.username(), "type", "message-posted"))).isEmpty();
    assertThat(items(Map.of("account", asha.id(), "from", between))).hasSize(1);
    assertThat(items(Map.of("account", asha.id(), "to", between))).hasSize(1);
    assertThat(items(Map.of("account", "nobody-at-all"))).isEmpty();
    assertThat(items(Map.of("type", "signed-up", "from", Instant.now().plusSeconds(60)))).isEmpty();
    ask(Map.of("from", "yesterday")).want(400);
    ask(Map.of("cursor", "garbage")).want(400);
    ask(Map.of("cursor", "x", "after", 1)).want(400);
  }

  @Test
  void pages_and_following_miss_nothing_and_repeat_nothing() {
    var asha = Person.signUp(one.api());
    var juma = Person.signUp(one.api());
    var conversation = asha.conversationWith(one.api(), juma);
    long head = ask(Map.of()).number("head");
    List<UUID> posted = new ArrayList<>();
    for (int number = 0; number < 25; number++) {
      var node = number % 2 == 0 ? one : two;
      posted.add(asha.post(node.api(), conversation, "Nambari " + number).id());
    }

    List<UUID> followed = new ArrayList<>();
    var after = new long[] {head};
    await()
        .until(
            () -> {
              var page =
                  ask(Map.of("after", after[0], "limit", 10, "type", "message-posted")).want(200);
              page.items().forEach(entry -> followed.add(messageId(entry)));
              after[0] = page.number("head");
              return followed.size() >= posted.size();
            });

    assertThat(followed).containsExactlyInAnyOrderElementsOf(posted);
    List<UUID> paged = new ArrayList<>();
    String cursor = null;
    do {
      Map<String, Object> parameters =
          new HashMap<>(Map.of("account", asha.id(), "type", "message-posted", "limit", 10));
      if (cursor != null) {
        parameters.put("cursor", cursor);
      }
      var page = ask(parameters).want(200);
      page.items().forEach(entry -> paged.add(messageId(entry)));
      cursor = page.text("next");
    } while (cursor != null);
    assertThat(paged.reversed()).containsExactlyElementsOf(posted);
  }

  @Test
  void failures_of_one_kind_are_one_line_that_counts() {
    var log = LoggerFactory.getLogger("io.gumzo.test." + UUID.randomUUID());
    for (int time = 0; time < 3; time++) {
      log.atError()
          .addKeyValue("requestId", "r" + time)
          .setCause(new IllegalStateException("neno-la-siri"))
          .log("It broke for {}", "neno-la-siri");
    }

    // Both nodes are in this process, so each counts them.
    await().until(() -> errors(log.getName()).stream().anyMatch(e -> e.getLong("times") == 6));

    var error = errors(log.getName()).getFirst();
    assertThat(errors(log.getName())).hasSize(1);
    assertThat(error.getString("level")).isEqualTo("error");
    assertThat(error.getString("message")).isEqualTo("It broke for {}");
    assertThat(error.getString("exception")).isEqualTo("IllegalStateException");
    assertThat(error.getString("place")).contains("ActivityTest.failures_of_one_kind");
    assertThat(error.getString("requestId")).isEqualTo("r2");
    assertThat(error.encode()).doesNotContain("siri");
    assertThat(get(new AdminApi(one.api()).errors(admin.token(), Map.of("level", "warn"))).items())
        .noneMatch(each -> each.getString("logger").equals(log.getName()));
  }

  @Test
  void nobody_else_reads_them() {
    var asha = Person.signUp(one.api());

    get(new AdminApi(one.api()).activity(asha.token(), Map.of())).want(403);
    get(new AdminApi(one.api()).errors(asha.token(), Map.of())).want(403);
  }

  @Test
  void what_is_too_old_is_forgotten() {
    TestServers.execute(
        cluster.postgresUrl(),
        """
        INSERT INTO activity (at, type, address, detail)
        SELECT clock_timestamp() - make_interval(days => d), 'signed-out', 'old', '{}'
          FROM generate_series(1, 6000), (VALUES (89), (91)) AS old (d)
        """);

    var fresh = cluster.local();

    await().untilAsserted(() -> assertThat(old(">")).as("older than the setting says").isZero());
    assertThat(old("<")).isEqualTo(6000);
    fresh.close();
  }

  private static long old(String than) {
    return TestServers.count(
        cluster.postgresUrl(),
        "activity WHERE address = 'old' AND clock_timestamp() - at %s interval '90 days'"
            .formatted(than));
  }

  private static Answer ask(Map<String, ?> parameters) {
    return get(new AdminApi(two.api()).activity(admin.token(), parameters));
  }

  private static List<JsonObject> items(Map<String, ?> parameters) {
    return ask(parameters).want(200).items();
  }

  private static List<JsonObject> entries(Person of) {
    return items(Map.of("account", of.id()));
  }

  private static List<String> types(Person of) {
    return entries(of).stream().map(entry -> entry.getString("type")).toList();
  }

  private static JsonObject detail(List<JsonObject> entries, String type) {
    return entries.stream()
        .filter(entry -> entry.getString("type").equals(type))
        .findFirst()
        .orElseThrow()
        .getJsonObject("detail");
  }

  private static UUID messageId(JsonObject entry) {
    return UUID.fromString(entry.getJsonObject("detail").getString("messageId"));
  }

  private static List<JsonObject> errors(String logger) {
    return get(new AdminApi(one.api()).errors(admin.token(), Map.of("limit", 200)))
        .want(200)
        .items()
        .stream()
        .filter(error -> error.getString("logger").equals(logger))
        .toList();
  }
}
