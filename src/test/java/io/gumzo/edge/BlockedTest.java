package io.gumzo.edge;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.testing.ContactApi;
import io.gumzo.testing.Person;
import io.gumzo.testing.RawHttp.Response;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The part of {@link AuthorisationTest} that changes things: whoever is blocked is answered, by
 * every operation, as whoever is a contact no more.
 */
@ExtendWith(Edge.class)
class BlockedTest {
  /** Somebody who was a contact, with what the two of them said. */
  private record Former(Person person, UUID conversation, UUID message) {
    static Former of(Person target) {
      var person = Person.signUp(Edge.api());
      UUID conversation = person.conversationWith(Edge.api(), target);
      return new Former(person, conversation, person.post(Edge.api(), conversation, "Karibu").id());
    }

    Map<String, String> parameters() {
      return Map.of(
          "conversationId", conversation.toString(),
          "streamId", conversation.toString(),
          "messageId", message.toString());
    }

    /** What is theirs alone has another name in every run. */
    String answer(Response response) {
      return response.status()
          + " "
          + response
              .body()
              .toString()
              .replace(person.username(), "me")
              .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "id")
              .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "time")
              .replaceAll("/api/v1/pictures/[^\"]*", "picture")
              .replaceAll("\"(requestId|cursor|next)\":\"[^\"]*\"", "$1");
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void nothing_tells_who_is_blocked(Operation operation) {
    var target = Person.signUp(Edge.api());
    var removed = Former.of(target);
    var blocked = Former.of(target);
    var contacts = new ContactApi(Edge.api());
    get(contacts.remove(target.token(), removed.person().id())).want(204);
    get(contacts.block(target.token(), blocked.person().id())).want(204);

    assertThat(ask(operation, blocked, target)).isEqualTo(ask(operation, removed, target));
    assertThat(personalStream(blocked)).isEqualTo(personalStream(removed));
  }

  @Test
  void who_is_blocked_finds_the_other_in_no_list() {
    var target = Person.signUp(Edge.api());
    var blocked = Former.of(target).person();
    get(new ContactApi(Edge.api()).block(target.token(), blocked.id())).want(204);

    var found = get(Edge.api().listAccounts(blocked.token(), Map.of("query", target.username())));
    assertThat(found.want(200).items())
        .extracting(each -> each.getString("id"))
        .doesNotContain(target.id().toString());
  }

  /** All but the list of people, which has its own test: whoever is blocked does not find. */
  static Stream<Operation> operations() {
    return Operation.ofSomebody().filter(operation -> !operation.id().equals("listAccounts"));
  }

  private static String ask(Operation operation, Former former, Person target) {
    return former.answer(
        get(operation.askAbout(target.id(), former.person().token(), former.parameters())));
  }

  private static String personalStream(Former former) {
    var operation =
        Operation.all().filter(each -> each.id().equals("listEvents")).findFirst().orElseThrow();
    return former.answer(
        get(
            operation.askGood(
                former.person().token(), Map.of("streamId", former.person().id().toString()))));
  }
}
