package io.gumzo.edge;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.problem.ProblemType;
import io.gumzo.testing.Person;
import io.gumzo.testing.RawHttp.Response;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what: every operation, with every kind of stranger. */
@ExtendWith({Edge.class, NothingWritten.class})
class AuthorisationTest {
  private static final String SECURED = "io.gumzo.edge.Operation#ofSomebody";

  @Test
  void only_what_leads_to_a_session_and_what_browsers_show_as_images_is_open_to_everybody() {
    assertThat(Operation.all().filter(operation -> !operation.secured()).map(Operation::id))
        .containsExactlyInAnyOrder(
            "signUp",
            "signIn",
            "refreshSession",
            "verifyEmail",
            "requestPasswordReset",
            "resetPassword",
            "getPicture",
            "getServer",
            "confirmEmailChange",
            "undoEmailChange",
            "readInvitation",
            "getSignUp");
  }

  @ParameterizedTest
  @MethodSource(SECURED)
  void without_a_token_nothing_is_told(Operation operation) {
    var response = get(operation.askGood(null, Map.of()));
    Problems.mustBe(response, ProblemType.UNAUTHENTICATED);
    assertThat(response.header("WWW-Authenticate")).isEqualTo("Bearer");
  }

  @ParameterizedTest
  @MethodSource(SECURED)
  void an_expired_token_is_told_to_be_expired(Operation operation) {
    var response = get(operation.askGood(Edge.tokens().expired(Edge.asha()), Map.of()));
    Problems.mustBe(response, ProblemType.TOKEN_EXPIRED);
  }

  @ParameterizedTest
  @MethodSource(SECURED)
  void a_forged_token_is_worth_nothing(Operation operation) {
    var many = new Many();
    Edge.tokens()
        .forged(Edge.asha())
        .forEach(
            (what, token) ->
                many.add(
                    what,
                    operation.askGood(token, Map.of()),
                    response -> Problems.mustBe(response, ProblemType.UNAUTHENTICATED)));
    many.check();
  }

  @ParameterizedTest
  @MethodSource(SECURED)
  void another_scheme_is_no_token(Operation operation) {
    var many = new Many();
    for (String header : List.of("", "Bearer", "Basic YTpi", Edge.asha().token(), "Bearer\tx")) {
      many.add(
          header,
          operation.ask(Map.of(), null, Map.of("Authorization", header), null),
          response -> Problems.mustBe(response, ProblemType.UNAUTHENTICATED));
    }
    many.check();
  }

  @ParameterizedTest
  @MethodSource(SECURED)
  void who_is_suspended_is_signed_out(Operation operation) {
    var response = get(operation.askGood(Edge.suspended().token(), Map.of()));
    Problems.mustBe(response, ProblemType.SESSION_ENDED);
  }

  @Test
  void who_is_suspended_comes_in_by_no_way() {
    var signIn = get(Edge.api().signIn(Edge.suspended().username(), Person.PASSWORD));
    assertThat(signIn.want(403).text("type")).isEqualTo(ProblemType.ACCOUNT_SUSPENDED.uri());
    var refresh = get(Edge.api().refreshSession(Edge.suspended().refreshToken()));
    assertThat(refresh.want(401).text("type")).isEqualTo(ProblemType.SESSION_ENDED.uri());
  }

  @ParameterizedTest
  @MethodSource("forAdmins")
  void what_is_for_administrators_is_for_nobody_else(Operation operation) {
    Problems.mustBe(get(operation.askGood(Edge.asha().token(), Map.of())), ProblemType.FORBIDDEN);
    if (operation.onlyReads()) {
      assertThat(get(operation.askGood(Edge.admin().token(), Map.of())).status()).isEqualTo(200);
    }
  }

  @Test
  void what_is_below_admin_is_for_administrators() {
    assertThat(forAdmins().map(Operation::id))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(
            Operation.all()
                .filter(operation -> operation.path().contains("/admin/"))
                .map(Operation::id)
                .toList());
  }

  @Test
  void a_session_of_another_looks_like_one_that_is_not_there() {
    var session = get(Edge.api().listSessions(Edge.asha().token())).items().getFirst();
    var parameters = Map.of("sessionId", session.getString("id"));
    var strangers = get(operation("revokeSession").askGood(Edge.stranger().token(), parameters));
    Problems.mustBe(strangers, ProblemType.NOT_FOUND);
  }

  @ParameterizedTest
  @MethodSource("conversations")
  void a_conversation_of_others_and_one_that_is_not_there_look_the_same(Operation operation) {
    var strangers = get(operation.askGood(Edge.stranger().token(), Map.of()));
    var nobodys = get(operation.askGood(Edge.asha().token(), everywhere(UUID.randomUUID())));
    Problems.mustBe(strangers, ProblemType.NOT_A_MEMBER);
    Problems.mustBe(nobodys, ProblemType.NOT_A_MEMBER);
    assertThat(apartFromId(strangers)).isEqualTo(apartFromId(nobodys));
  }

  @ParameterizedTest
  @MethodSource("things")
  void a_thing_that_is_not_there_is_not_found(Operation operation) {
    var response = get(operation.askGood(operation.asker().token(), everywhere(UUID.randomUUID())));
    Problems.mustBe(response, ProblemType.NOT_FOUND);
  }

  @Test
  void a_message_of_others_looks_like_one_that_is_not_there() {
    var strangers = get(operation("getMessage").askGood(Edge.stranger().token(), Map.of()));
    var nobodys =
        get(operation("getMessage").askGood(Edge.asha().token(), everywhere(UUID.randomUUID())));
    Problems.mustBe(strangers, ProblemType.NOT_FOUND);
    assertThat(apartFromId(strangers)).isEqualTo(apartFromId(nobodys));
  }

  @Test
  void the_personal_stream_of_another_is_closed() {
    var response =
        get(
            operation("listEvents")
                .askGood(Edge.asha().token(), Map.of("streamId", Edge.juma().id().toString())));
    Problems.mustBe(response, ProblemType.NOT_A_MEMBER);
  }

  @Test
  void a_conversation_is_with_another_person_who_is_there() {
    var alone = get(Edge.api().createConversation(Edge.asha().token(), Edge.asha().id()));
    assertThat(alone.status()).isEqualTo(400);
    var nobody = get(Edge.api().createConversation(Edge.asha().token(), UUID.randomUUID()));
    assertThat(nobody.want(404).text("type")).isEqualTo(ProblemType.NOT_FOUND.uri());
  }

  static Stream<Operation> forAdmins() {
    return Operation.all().filter(Operation::forAdmins);
  }

  static Stream<Operation> conversations() {
    return with(name -> name.equals("conversationId") || name.equals("streamId"));
  }

  /** Whatever else is named by an id in the path, so that a new kind must find its place here. */
  static Stream<Operation> things() {
    return with(name -> name.endsWith("Id") && !name.matches("conversationId|streamId"));
  }

  private static Stream<Operation> with(Predicate<String> parameter) {
    return Operation.withParameters()
        .filter(
            operation ->
                operation.parameters().stream()
                    .map(each -> each.getString("name"))
                    .anyMatch(parameter));
  }

  private static Operation operation(String id) {
    return Operation.all().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  private static Map<String, String> everywhere(UUID id) {
    return Map.of(
        "accountId", id.toString(),
        "conversationId", id.toString(),
        "invitationId", id.toString(),
        "messageId", id.toString(),
        "pictureId", id.toString(),
        "sessionId", id.toString(),
        "streamId", id.toString());
  }

  private static JsonObject apartFromId(Response response) {
    var problem = response.json();
    problem.remove("requestId");
    return problem;
  }
}
