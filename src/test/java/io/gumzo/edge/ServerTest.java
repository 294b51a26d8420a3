package io.gumzo.edge;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.testing.Person;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a client must know before it begins. */
@ExtendWith(Edge.class)
class ServerTest {
  @Test
  void anybody_learns_the_limits_as_they_are_set_up() {
    var server = get(Edge.api().call("getServer", Map.of(), null, null)).want(200).body();
    assertThat(server.getString("version")).isNotBlank();
    assertThat(server.getInteger("maxBodyBytes")).isEqualTo(Edge.MAX_BODY_BYTES);
    assertThat(server.getJsonObject("messages"))
        .isEqualTo(new JsonObject("{\"maxChars\": 16000, \"pageSize\": 15}"));
    assertThat(server.getJsonObject("profile"))
        .isEqualTo(
            new JsonObject(
                """
                {"displayNameMaxChars": 50, "aboutMaxChars": 500, "pictureMaxBytes": 5242880}
                """));
    var signUp = server.getJsonObject("signUp");
    assertThat(signUp.getString("mode")).isEqualTo("open");
    assertThat(signUp.getJsonObject("fields").getJsonObject("username"))
        .isEqualTo(new JsonObject("{\"minLength\": 4, \"maxLength\": 50}"));
    assertThat(server.getJsonObject("throttle").getJsonObject("sendMessage").fieldNames())
        .containsExactlyInAnyOrder("everyMillis", "burst");
    assertThat(server.getJsonArray("features")).contains("two-factor");
  }

  @Test
  void a_person_is_found_by_the_exact_username_alone() {
    var asha = Person.signUp(Edge.api());
    var token = Edge.juma().token();
    for (String username :
        new String[] {asha.username(), asha.username().toUpperCase(Locale.ROOT)}) {
      var found =
          get(Edge.api().call("getAccountByUsername", Map.of("username", username), null, token));
      assertThat(found.want(200).text("id")).isEqualTo(asha.id().toString());
    }
    for (String none : new String[] {asha.username().substring(1), asha.username() + "x", "%20"}) {
      get(Edge.api().call("getAccountByUsername", Map.of("username", none), null, token)).want(404);
    }
  }
}
