package io.gumzo.sessions;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.testing.Person;
import io.gumzo.testing.TwoNodes;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An email whose domain is not ASCII. */
class SpellingsTest extends TwoNodes {
  /** As typed, in capitals, in full width, and as it is stored. */
  private static final List<String> SPELLINGS =
      List.of(
          "%s@bücher.example",
          " %s@BÜCHER.EXAMPLE", "%s@bücher.ｅxample", "%s@xn--bcher-kva.example");

  @Test
  void it_signs_in_however_it_is_written() {
    signUp("neema");

    for (String spelling : SPELLINGS) {
      get(two.api().signIn(spelling.formatted("neema"), Person.PASSWORD)).want(201);
    }
  }

  @Test
  void its_spellings_have_no_failures_of_their_own() {
    signUp("rehema");

    List<Integer> answers =
        SPELLINGS.stream()
            .flatMap(spelling -> List.of(spelling, spelling).stream())
            .map(spelling -> get(one.api().signIn(spelling.formatted("rehema"), "si-hii-kabisa")))
            .map(answer -> answer.status())
            .toList();

    assertThat(answers).startsWith(401).endsWith(429);
  }

  private static void signUp(String username) {
    var form =
        new JsonObject()
            .put("firstName", "Asha")
            .put("lastName", "Mwangi")
            .put("email", username + "@Bücher.example")
            .put("username", username)
            .put("password", Person.PASSWORD);
    assertThat(get(one.api().signUp(form)).want(201).text("email"))
        .isEqualTo(username + "@xn--bcher-kva.example");
  }
}
