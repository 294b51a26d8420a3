package io.gumzo.profiles;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.testing.Answer;
import io.gumzo.testing.LocalNode;
import io.gumzo.testing.Person;
import io.gumzo.testing.TestCluster;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is shown of people who have set no picture. */
class LettersTest {
  private static TestCluster cluster;
  private static LocalNode one;

  @BeforeAll
  static void start() {
    cluster = new TestCluster();
    one = cluster.local();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void who_has_set_none_is_shown_by_letters_that_nobody_can_make_a_script_of() {
    var asha = Person.signUp(one.api());
    rename(asha, "<b>asha</b> & &mwangi");
    var served = letters(picture(asha));
    assertThat(served.getHeader("Content-Type")).isEqualTo("image/svg+xml");
    assertThat(served.getHeader("Cache-Control")).contains("immutable");
    assertThat(served.getHeader("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(served.bodyAsString()).contains(">&lt;&amp;</text>");
  }

  @ParameterizedTest
  @CsvSource({
    "asha, A",
    "asha mwangi, AM",
    "Ngũgĩ wa Thiong'o, NT",
    "bi.halima_saidi, BS",
    "élodie, É",
    "李小龍, 李",
    "👩🏾‍🚀 rubani, 👩🏾‍🚀R",
    "..., ?"
  })
  void letters_are_what_people_take_for_letters(String name, String letters) {
    var asha = Person.signUp(one.api());
    rename(asha, name);
    assertThat(letters(picture(asha)).bodyAsString()).contains(">" + letters + "</text>");
  }

  @Test
  void letters_of_somebody_elses_making_are_not_served() {
    for (String id :
        List.of(
            "12-QQ",
            "99-QQ",
            "1-_",
            "1-" + base64("\u0001"),
            "1-" + base64("\ufffe"),
            "1-" + base64("a".repeat(17)),
            "1-wyg",
            "1-" + base64(" "))) {
      assertThat(get(one.api().getPicture(id, 64)).statusCode()).as(id).isEqualTo(404);
    }
  }

  private static HttpResponse<Buffer> letters(String id) {
    var served = get(one.api().getPicture(id, 256));
    assertThat(served.statusCode()).isEqualTo(200);
    return served;
  }

  private static void rename(Person person, String name) {
    get(one.api().updateProfile(person.token(), new JsonObject().put("displayName", name)))
        .want(200);
  }

  private static String picture(Person person) {
    Answer seen = get(one.api().getAccount(person.token(), person.id())).want(200);
    return id(seen.text("picture"));
  }

  private static String id(String path) {
    assertThat(path).matches("/api/v1/pictures/[^/]+/256");
    return path.split("/", -1)[4];
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
