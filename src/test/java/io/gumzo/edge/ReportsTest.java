package io.gumzo.edge;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.testing.ContactApi;
import io.gumzo.testing.Person;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people report reaches administrators, and nobody else. */
@ExtendWith(Edge.class)
class ReportsTest {
  private final ContactApi contacts = new ContactApi(Edge.api());

  @Test
  void an_administrator_reads_who_reported_whom_with_what_was_seen() {
    var asha = Person.signUp(Edge.api());
    var pest = Person.signUp(Edge.api());
    UUID talk = get(Edge.api().createConversation(pest.token(), asha.id())).want(201).id();
    for (int number = 1; number <= 12; number++) {
      pest.post(Edge.api(), talk, "Nunua " + number);
    }
    asha.post(Edge.api(), talk, "Hapana");
    get(contacts.block(asha.token(), pest.id())).want(204);
    pest.post(Edge.api(), talk, "withheld");

    get(contacts.report(asha.token(), pest.id(), talk)).want(204);
    get(contacts.report(asha.token(), pest.id(), null)).want(204);

    var reports = reports(Map.of("limit", 1));
    var later = reports(Map.of("limit", 1, "cursor", reports.getString("next")));
    var first = later.getJsonArray("items").getJsonObject(0);
    assertThat(reports.getJsonArray("items").getJsonObject(0).getValue("conversationId")).isNull();
    assertThat(first.getJsonObject("reporter").getString("id")).isEqualTo(asha.id().toString());
    assertThat(first.getJsonObject("account").getString("id")).isEqualTo(pest.id().toString());
    assertThat(first.getString("reason")).isEqualTo("spam");
    assertThat(first.getString("comment")).isEqualTo("Anauza kitu");
    assertThat(texts(first))
        .isEqualTo(IntStream.rangeClosed(3, 12).mapToObj(number -> "Nunua " + number).toList());
    get(contacts.listReports(asha.token(), Map.of())).want(403);
  }

  @Test
  void nobody_reports_where_they_are_not() {
    var asha = Person.signUp(Edge.api());
    var pest = Person.signUp(Edge.api());
    get(contacts.report(asha.token(), pest.id(), Edge.conversation())).want(403);
    get(contacts.report(asha.token(), Edge.juma().id(), Edge.conversation())).want(403);
    get(contacts.report(asha.token(), pest.id(), UUID.randomUUID())).want(403);
    UUID unseen = get(Edge.api().createConversation(pest.token(), asha.id())).want(201).id();
    get(contacts.report(asha.token(), pest.id(), unseen)).want(403);
    get(contacts.report(asha.token(), UUID.randomUUID(), null)).want(404);
    get(contacts.report(asha.token(), asha.id(), null)).want(400);
    get(contacts.listReports(Edge.admin().token(), Map.of("cursor", "bogus"))).want(400);
  }

  @Test
  void a_report_goes_with_the_one_who_made_it_and_stays_about_the_one_who_left() {
    var asha = Person.signUp(Edge.api());
    var zawadi = Person.signUp(Edge.api());
    var pest = Person.signUp(Edge.api());
    get(contacts.report(asha.token(), pest.id(), null)).want(204);
    get(contacts.report(zawadi.token(), pest.id(), null)).want(204);
    get(Edge.api().deleteMe(asha.token(), Person.PASSWORD, "remove")).want(204);
    get(Edge.api().deleteMe(pest.token(), Person.PASSWORD, "remove")).want(204);

    var about =
        reports(Map.of("limit", 100)).getJsonArray("items").stream()
            .map(JsonObject.class::cast)
            .filter(each -> each.getJsonObject("account").getString("id").equals(pest.id() + ""))
            .toList();
    assertThat(about).hasSize(1);
    assertThat(about.getFirst().getJsonObject("account").getString("username")).isEmpty();
    assertThat(about.getFirst().getJsonObject("reporter").getString("id"))
        .isEqualTo(zawadi.id().toString());
  }

  private JsonObject reports(Map<String, ?> parameters) {
    return get(contacts.listReports(Edge.admin().token(), parameters)).want(200).body();
  }

  private static List<String> texts(JsonObject report) {
    return report.getJsonArray("messages").stream()
        .map(message -> ((JsonObject) message).getString("text"))
        .toList();
  }
}
