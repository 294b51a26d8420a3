package io.gumzo.system;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.problem.ProblemType;
import io.gumzo.testing.Device;
import io.gumzo.testing.Person;
import io.gumzo.testing.RunningNode;
import io.gumzo.testing.Socket;
import io.gumzo.testing.TestServers;
import io.gumzo.testing.TwoNodes;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Taking along what one has, and leaving for good. */
class LeavingTest extends TwoNodes {
  @Test
  void an_export_has_everything_and_nothing_of_strangers() throws IOException {
    var asha = Person.signUp(one.api());
    var juma = Person.signUp(one.api());
    var neema = Person.signUp(one.api());
    UUID withJuma = asha.conversationWith(one.api(), juma);
    UUID withNeema = asha.conversationWith(one.api(), neema);
    UUID others = juma.conversationWith(one.api(), neema);
    // More than two pages in one conversation, and texts that JSON must escape.
    for (int i = 0; i < 450; i++) {
      asha.post(one.api(), withJuma, "\"habari\" \\ " + i);
    }
    neema.post(one.api(), withNeema, "njema 👋");
    juma.post(one.api(), others, "siri");

    var files = export(asha);

    assertThat(files)
        .containsOnlyKeys(
            "account.json",
            "blocks.json",
            "contact-requests-received.json",
            "contact-requests-sent.json",
            "contacts.json",
            "conversations.json",
            "messages.json",
            "email-changes.json",
            "invitations.json",
            "reports.json",
            "sessions.json",
            "settings.json");
    assertThat(files.get("account.json").getJsonObject(0).getString("id"))
        .isEqualTo(asha.id().toString());
    assertThat(files.get("sessions.json")).hasSize(1);
    assertThat(files.get("settings.json")).hasSize(1);
    assertThat(files.get("contacts.json")).hasSize(2);
    assertThat(files.get("contact-requests-sent.json")).isEmpty();
    assertThat(ids(files.get("conversations.json"), "id"))
        .containsExactlyInAnyOrder(withJuma.toString(), withNeema.toString());
    assertThat(ids(files.get("messages.json"), "text"))
        .hasSize(451)
        .doesNotHaveDuplicates()
        .contains("\"habari\" \\ 0", "\"habari\" \\ 449", "njema 👋")
        .doesNotContain("siri");
  }

  @Test
  void an_export_holds_the_picture_that_one_has() throws IOException {
    var asha = Person.signUp(one.api());
    var drawn = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(600, 600, BufferedImage.TYPE_INT_RGB), "png", drawn);
    get(one.api().setPicture(asha.token(), Buffer.buffer(drawn.toByteArray()), "image/png"))
        .want(200);

    var picture = ImageIO.read(new ByteArrayInputStream(archive(asha).get("picture.jpg")));

    assertThat(picture.getWidth()).isEqualTo(512);
  }

  @Test
  void an_export_needs_the_password() {
    var asha = Person.signUp(one.api());

    var refused =
        get(one.api().exportMyData(asha.token(), new JsonObject().put("password", "no")))
            .toJsonObject();

    assertThat(refused.getString("type")).isEqualTo(ProblemType.INVALID_REQUEST.uri());
  }

  @Test
  void what_is_left_of_an_account_has_no_name_and_the_name_is_free_again() {
    var asha = Person.signUp(one.api());
    var juma = Person.signUp(one.api());
    UUID conversation = asha.conversationWith(one.api(), juma);
    asha.post(one.api(), conversation, "kwaheri");
    try (var here = get(Socket.ready(one.port(), asha.token()));
        var there = get(Socket.ready(two.port(), asha.token()));
        var jumas = get(Socket.ready(two.port(), juma.token()))) {

      get(one.api().deleteMe(asha.token(), Person.PASSWORD, "keep")).want(204);

      get(one.api().getMe(asha.token())).want(401);
      await().atMost(Duration.ofSeconds(1)).until(() -> here.closed().isComplete());
      await().atMost(Duration.ofSeconds(1)).until(() -> there.closed().isComplete());
      await()
          .untilAsserted(
              () ->
                  assertThat(jumas.events(conversation))
                      .extracting(event -> event.getString("type"))
                      .contains("account-deleted"));
    }
    get(one.api().refreshSession(asha.refreshToken())).want(401);
    get(one.api().signIn(asha.username(), Person.PASSWORD)).want(401);
    get(one.api().signIn(asha.username() + "@example.org", Person.PASSWORD)).want(401);
    var left = get(one.api().getAccount(juma.token(), asha.id())).want(200);
    assertThat(left.text("username")).isEmpty();
    assertThat(left.text("displayName")).isEmpty();
    assertThat(texts(juma, conversation)).containsExactly("kwaheri");
    assertThat(members(juma, conversation)).contains(asha.id().toString());
    assertThat(get(one.api().listAccounts(juma.token(), Map.of("limit", 100))).items())
        .extracting(each -> each.getString("id"))
        .doesNotContain(asha.id().toString());
    get(one.api().createConversation(Person.signUp(one.api()).token(), asha.id())).want(404);

    var again = Person.signUp(two.api(), asha.username());

    assertThat(again.id()).isNotEqualTo(asha.id());
  }

  @Test
  void messages_go_as_well_when_their_sender_wishes_so() throws SQLException {
    var asha = Person.signUp(one.api());
    var juma = Person.signUp(one.api());
    var neema = Person.signUp(one.api());
    List<UUID> conversations =
        List.of(asha.conversationWith(one.api(), juma), asha.conversationWith(one.api(), neema));
    for (UUID conversation : conversations) {
      for (int i = 0; i < 30; i++) {
        asha.post(one.api(), conversation, "siri " + i);
      }
    }
    juma.post(one.api(), conversations.getFirst(), "yangu");
    // What Redis keeps of it must not be shown any more.
    assertThat(texts(juma, conversations.getFirst())).contains("siri 29", "yangu");
    try (var device = new Device(juma, cluster::live).connect()) {
      await().until(() -> device.displayed(conversations.getFirst()).size() == 31);

      get(two.api().deleteMe(asha.token(), Person.PASSWORD, "remove")).want(204);

      await()
          .untilAsserted(
              () ->
                  assertThat(
                          get(one.api().listEvents(juma.token(), conversations.getFirst(), 31, 9))
                              .items())
                      .extracting(event -> event.getString("type"))
                      .containsExactly("account-deleted"));
    }
    for (RunningNode node : List.of(one, two)) {
      var page =
          get(node.api().listMessages(juma.token(), conversations.getFirst(), Map.of("limit", 100)))
              .want(200)
              .items();
      assertThat(page).hasSize(31);
      assertThat(page.stream().map(each -> each.getString("text")).distinct())
          .containsExactlyInAnyOrder("", "yangu");
    }
    await().untilAsserted(() -> assertThat(texts(neema, conversations.get(1))).containsOnly(""));
    await().untilAsserted(() -> assertThat(count("departures")).isZero());
    assertThat(count("messages WHERE text LIKE 'siri %'")).isZero();
  }

  @Test
  void of_many_deletions_at_once_one_deletes() {
    var asha = Person.signUp(one.api());

    var answers =
        IntStream.range(0, 4)
            .mapToObj(
                i -> (i % 2 == 0 ? one : two).api().deleteMe(asha.token(), Person.PASSWORD, "keep"))
            .toList();
    get(Future.join(answers));

    assertThat(answers.stream().filter(each -> each.result().status() == 204)).hasSize(1);
    assertThat(answers).allMatch(each -> List.of(204, 400, 401).contains(each.result().status()));
  }

  @Test
  void a_wrong_password_deletes_nothing() {
    var asha = Person.signUp(one.api());

    get(one.api().deleteMe(asha.token(), "si-hii-kabisa", "remove")).want(400);

    get(one.api().getMe(asha.token())).want(200);
  }

  private static Map<String, JsonArray> export(Person person) throws IOException {
    var lists = new TreeMap<String, JsonArray>();
    archive(person)
        .forEach(
            (name, bytes) ->
                lists.put(name, new JsonArray(new String(bytes, StandardCharsets.UTF_8))));
    return lists;
  }

  private static Map<String, byte[]> archive(Person person) throws IOException {
    var archive =
        get(
            one.api()
                .exportMyData(person.token(), new JsonObject().put("password", Person.PASSWORD)));
    var files = new TreeMap<String, byte[]>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(archive.getBytes()))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    }
    return files;
  }

  private static List<String> ids(JsonArray items, String field) {
    return items.stream().map(item -> ((JsonObject) item).getString(field)).toList();
  }

  private static List<String> texts(Person reader, UUID conversation) {
    return get(one.api().listMessages(reader.token(), conversation, Map.of("limit", 100)))
        .want(200)
        .items()
        .stream()
        .map(each -> each.getString("text"))
        .toList();
  }

  private static String members(Person reader, UUID conversation) {
    return get(one.api().getConversation(reader.token(), conversation))
        .want(200)
        .body()
        .getJsonArray("members")
        .encode();
  }

  private static long count(String from) {
    return TestServers.count(cluster.postgresUrl(), from);
  }
}
