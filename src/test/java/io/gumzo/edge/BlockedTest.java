package io.gumzo.edge;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Api;
import io.gumzo.testing.ContactApi;
import io.gumzo.testing.Person;
import io.gumzo.testing.RawHttp;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever is blocked sees what somebody sees who is no contact and gets no reaction: in the answer
 * to every operation and to every command of the socket, and in every frame, on two nodes.
 * Operations and commands are those of the contracts, so what is added there is compared by itself.
 */
@ExtendWith(Edge.class)
class BlockedTest {
  /** These end the session. */
  private static final Set<String> LAST = Set.of("signOut", "revokeOtherSessions");

  enum Past {
    NEVER_MET,
    WERE_CONTACTS,
    HAD_WRITTEN,
    WERE_ACCEPTED
  }

  private static io.gumzo.testing.LocalNode second;

  @BeforeAll
  static void startAnother() {
    second = Edge.another();
  }

  @AfterAll
  static void stopAnother() {
    second.close();
  }

  static Stream<Arguments> lives() {
    return Stream.of(Past.values())
        .flatMap(past -> Stream.of("anyone", "contacts").map(whom -> Arguments.of(past, whom)));
  }

  @ParameterizedTest
  @MethodSource("lives")
  void nothing_tells_who_is_blocked(Past past, String whom) {
    // No other name is like it.
    var target = Person.signUp(Edge.api(), "zuwena" + past.ordinal() + whom);
    var target2 = new ContactApi(second.api());
    var stranger = new Onlooker(Person.signUp(Edge.api()), target);
    var blocked = new Onlooker(Person.signUp(Edge.api()), target);
    for (var each : List.of(stranger, blocked)) {
      meet(past, each, target);
    }
    takesFrom(whom, target);
    if (past == Past.WERE_CONTACTS) {
      get(target2.remove(target.token(), stranger.person().id())).want(204);
    }
    get(target2.block(target.token(), blocked.person().id())).want(204);
    for (var each : List.of(stranger, blocked)) {
      each.listen(Edge.api(), Edge.port(), second.port());
    }

    mustSeeTheSame(stranger, blocked, whom);
    act(target);
    takesFrom(whom.equals("anyone") ? "contacts" : "anyone", target);
    mustSeeTheSame(stranger, blocked, "after " + whom);
    get(target2.unblock(target.token(), blocked.person().id())).want(204);
    act(target);
    mustHearTheSame(stranger, blocked, "unblocked");
    get(target2.block(target.token(), blocked.person().id())).want(204);
    get(second.api().deleteMe(target.token(), Person.PASSWORD, "remove")).want(204);
    await().until(() -> stranger.hasLearntOf(target) && blocked.hasLearntOf(target));
    mustSeeTheSame(stranger, blocked, "left");
    assertThat(blocked.archive(second.api())).isEqualTo(stranger.archive(second.api()));

    stranger.close();
    blocked.close();
  }

  /**
   * They are about oneself alone, or refused to whoever is no administrator; the archive of an
   * export is compared as a whole.
   */
  @Test
  void the_operations_left_out_concern_nobody_else() {
    assertThat(Operation.ofSomebody().filter(each -> !isCompared(each) && !each.forAdmins()))
        .isNotEmpty()
        .allSatisfy(
            operation -> {
              assertThat(operation.parameters()).isEmpty();
              assertThat(operation.path()).matches("/api/v1/(me|sessions)(/.*)?");
            });
  }

  /** Not those that would end the session, or need a password: failures of it are counted. */
  private static boolean isCompared(Operation operation) {
    var body = operation.goodBody();
    return !LAST.contains(operation.id())
        && (body == null
            || Set.of("password", "code", "current").stream().noneMatch(body::containsKey));
  }

  private static void mustSeeTheSame(Onlooker stranger, Onlooker blocked, String when) {
    mustHearTheSame(stranger, blocked, when);
    Operation.ofSomebody()
        .filter(BlockedTest::isCompared)
        .forEach(
            operation -> {
              int port = Edge.port();
              assertThat(blocked.ask(operation, port))
                  .as("%s, %s", operation, when)
                  .isEqualTo(stranger.ask(operation, port));
            });
    SocketCommandTest.commands()
        .forEach(
            command ->
                assertThat(blocked.tell(command))
                    .as("%s, %s", command, when)
                    .isEqualTo(stranger.tell(command)));
    mustHearTheSame(stranger, blocked, when);
  }

  private static void mustHearTheSame(Onlooker stranger, Onlooker blocked, String when) {
    stranger.open(Edge.api());
    blocked.open(Edge.api());
    await().untilAsserted(() -> assertThat(blocked.frames()).as(when).isEqualTo(stranger.frames()));
  }

  private static void meet(Past past, Onlooker each, Person target) {
    var api = Edge.api();
    if (past == Past.WERE_CONTACTS) {
      var talk = each.person().conversationWith(api, target);
      each.person().post(api, talk, "Habari?");
      target.post(api, talk, "Nzuri");
    } else if (past != Past.NEVER_MET) {
      each.open(api);
    }
    if (past == Past.WERE_ACCEPTED) {
      each.mustBeAccepted(api);
    }
  }

  /** The life of the other one, which goes on. */
  private static void act(Person target) {
    var name = new JsonObject().put("displayName", "Mwingine").put("about", "Nipo");
    get(
        RawHttp.ask(
            Edge.port(),
            io.vertx.core.http.HttpMethod.PATCH,
            "/api/v1/me/profile",
            Map.of("Authorization", "Bearer " + target.token(), "Content-Type", "application/json"),
            name.toBuffer()));
    Api api = second.api();
    for (var talk : get(api.listConversations(target.token(), Map.of())).want(200).items()) {
      get(
          api.markRead(
              target.token(),
              java.util.UUID.fromString(talk.getString("id")),
              talk.getLong("head")));
    }
    target.post(api, Person.signUp(api).conversationWith(api, target), "Kwingine");
  }

  private static void takesFrom(String whom, Person person) {
    var change = new JsonObject().put("privacy", new JsonObject().put("whoMayMessage", whom));
    get(Edge.api().changeSettings(person.token(), change)).want(200);
  }
}
