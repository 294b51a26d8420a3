package io.gumzo.system;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.problem.ProblemType;
import io.gumzo.testing.Answer;
import io.gumzo.testing.Api;
import io.gumzo.testing.Person;
import io.gumzo.testing.RunningNode;
import io.gumzo.testing.Socket;
import io.gumzo.testing.TestServers;
import io.gumzo.testing.TwoNodes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** People see where they are signed in, and end it: on every node, sockets and tokens. */
class RevokedSessionsTest extends TwoNodes {
  private static final Duration SOON = Duration.ofSeconds(1);

  @Test
  void everybody_sees_their_own_devices() {
    var laptop = Person.signUp(one.api());
    var phone = laptop.onAnotherDevice(two.api());
    Person.signUp(one.api());

    var seen = sessions(one, laptop);

    assertThat(seen).hasSize(2);
    assertThat(seen).filteredOn(each -> each.getBoolean("current")).hasSize(1);
    assertThat(current(two, phone)).isNotEqualTo(current(one, laptop));
    assertThat(seen)
        .extracting(each -> UUID.fromString(each.getString("id")))
        .containsExactlyInAnyOrder(current(one, laptop), current(two, phone));
    assertThat(seen.getFirst().getString("address")).isEqualTo("127.0.0.1");
  }

  @Test
  void a_revoked_device_loses_its_sockets_and_its_token_on_every_node() {
    var laptop = Person.signUp(one.api());
    var phone = laptop.onAnotherDevice(one.api());
    mustBeTaken(one, phone);
    mustBeTaken(two, phone);
    try (var here = get(Socket.ready(one.port(), phone.token()));
        var there = get(Socket.ready(two.port(), phone.token()));
        var laptops = get(Socket.ready(two.port(), laptop.token()))) {

      get(one.api().revokeSession(laptop.token(), current(one, phone))).want(204);

      mustBeRefused(one, phone);
      await().atMost(SOON).untilAsserted(() -> mustBeRefused(two, phone));
      await().atMost(SOON).until(() -> here.closed().isComplete() && there.closed().isComplete());
      assertThat(get(here.closed())).isEqualTo(4504);
      assertThat(get(there.closed())).isEqualTo(4504);
      await().until(() -> !laptops.events(laptop.id()).isEmpty());
      get(two.api().refreshSession(phone.refreshToken())).want(401);
      mustBeTaken(two, laptop);
      assertThat(sessions(two, laptop)).hasSize(1);
    }
  }

  @Test
  void a_node_without_any_socket_of_the_account_refuses_the_token_as_well() {
    var laptop = Person.signUp(one.api());
    var phone = laptop.onAnotherDevice(one.api());
    mustBeTaken(two, phone);

    get(one.api().revokeOtherSessions(laptop.token())).want(204);

    await().atMost(SOON).untilAsserted(() -> mustBeRefused(two, phone));
    mustBeTaken(two, laptop);
  }

  @Test
  void a_node_that_starts_later_refuses_the_token() {
    var laptop = Person.signUp(one.api());
    var phone = laptop.onAnotherDevice(one.api());
    get(one.api().revokeSession(laptop.token(), current(one, phone))).want(204);
    try (var three = cluster.local()) {

      mustBeRefused(three, phone);
      mustBeTaken(three, laptop);
    }
  }

  @Test
  void what_nobody_was_told_is_found_by_the_sweep() throws SQLException {
    var laptop = Person.signUp(one.api());
    var phone = laptop.onAnotherDevice(one.api());
    try (var socket = get(Socket.ready(two.port(), phone.token()));
        var connection = TestServers.connect(cluster.postgresUrl());
        var statement = connection.createStatement()) {

      statement.execute(
          "UPDATE sign_ins SET revoked_at = clock_timestamp() WHERE id = '%s'"
              .formatted(current(one, phone)));

      await().untilAsserted(() -> mustBeRefused(one, phone));
      assertThat(get(socket.closed())).isEqualTo(4504);
      mustBeTaken(one, laptop);
    }
  }

  @Test
  void a_revoked_token_opens_no_socket() {
    var laptop = Person.signUp(one.api());
    var phone = laptop.onAnotherDevice(one.api());
    get(one.api().revokeSession(laptop.token(), current(one, phone))).want(204);

    try (var socket = get(Socket.open(one.port()))) {
      socket.send(new JsonObject().put("type", "authenticate").put("token", phone.token()));

      assertThat(get(socket.closed())).isEqualTo(4504);
    }
  }

  @Test
  void only_ones_own_devices_can_be_signed_out_and_only_once() {
    var asha = Person.signUp(one.api());
    var juma = Person.signUp(one.api());
    var phone = juma.onAnotherDevice(one.api());
    UUID jumas = current(one, phone);

    get(one.api().revokeSession(asha.token(), jumas)).want(404);
    get(one.api().revokeSession(asha.token(), UUID.randomUUID())).want(404);
    mustBeTaken(one, phone);

    get(one.api().revokeSession(juma.token(), jumas)).want(204);
    get(one.api().revokeSession(juma.token(), jumas)).want(404);
  }

  @Test
  void devices_that_sign_each_other_out_at_once_leave_one_answer_each_way() {
    var first = Person.signUp(one.api());
    var all =
        IntStream.range(0, 6)
            .mapToObj(i -> i == 0 ? first : first.onAnotherDevice(one.api()))
            .toList();
    var nodes = List.of(one.api(), two.api());

    var answers =
        IntStream.range(0, all.size())
            .mapToObj(i -> nodes.get(i % 2).revokeOtherSessions(all.get(i).token()))
            .toList();
    get(Future.join(answers));

    assertThat(answers).allMatch(answer -> List.of(204, 401).contains(answer.result().status()));
    // Each ended all the others that it saw; who came first was ended by a later one, or is left.
    await()
        .untilAsserted(
            () ->
                assertThat(all.stream().filter(each -> isTaken(one.api(), each)).count())
                    .isEqualTo(all.stream().filter(each -> isTaken(two.api(), each)).count())
                    .isLessThanOrEqualTo(1));
  }

  @Test
  void whoever_stole_a_refresh_token_is_out_on_every_node_once_its_owner_goes_on() {
    var owner = Person.signUp(one.api());
    var thief = get(two.api().refreshSession(owner.refreshToken())).want(200);
    var same = get(one.api().refreshSession(owner.refreshToken())).want(200);
    assertThat(same.text("refreshToken")).isEqualTo(thief.text("refreshToken"));
    try (var socket = get(Socket.ready(two.port(), thief.text("accessToken")))) {

      await().until(() -> get(one.api().refreshSession(owner.refreshToken())).status() == 401);

      assertThat(get(socket.closed())).isEqualTo(4504);
    }
    for (var node : List.of(one, two)) {
      get(node.api().getMe(thief.text("accessToken"))).want(401);
      get(node.api().getMe(owner.token())).want(401);
      get(node.api().refreshSession(thief.text("refreshToken"))).want(401);
    }
  }

  private static List<JsonObject> sessions(RunningNode at, Person who) {
    return get(at.api().listSessions(who.token())).want(200).items();
  }

  private static UUID current(RunningNode at, Person who) {
    return sessions(at, who).stream()
        .filter(each -> each.getBoolean("current"))
        .map(each -> UUID.fromString(each.getString("id")))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isTaken(Api api, Person who) {
    return get(api.getMe(who.token())).status() == 200;
  }

  private static void mustBeTaken(RunningNode at, Person who) {
    get(at.api().getMe(who.token())).want(200);
  }

  private static void mustBeRefused(RunningNode at, Person who) {
    Answer answer = get(at.api().getMe(who.token())).want(401);
    assertThat(answer.text("type")).isEqualTo(ProblemType.SESSION_ENDED.uri());
  }
}
