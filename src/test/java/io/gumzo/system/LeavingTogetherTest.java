package io.gumzo.system;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Answer;
import io.gumzo.testing.Api;
import io.gumzo.testing.ContactApi;
import io.gumzo.testing.Person;
import io.gumzo.testing.TestServers;
import io.gumzo.testing.TwoNodes;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Many leave at the same moment who know each other, each at another node. */
class LeavingTogetherTest extends TwoNodes {
  /** All wait at once, each with a connection; the pools have a few more. */
  private static final int EACH_SIDE = 5;

  private static final int TIMES = 4;

  private final ContactApi contacts = new ContactApi(one.api());

  @RepeatedTest(TIMES)
  void contacts_who_leave_at_once_do_not_wait_for_each_other() throws SQLException {
    List<Person> here = people();
    List<Person> there = people();
    for (int i = 0; i < EACH_SIDE; i++) {
      here.get(i).conversationWith(one.api(), there.get(i));
      here.get(i).conversationWith(one.api(), there.get((i + 1) % EACH_SIDE));
    }

    mustLeaveTogether(here, there);
  }

  @RepeatedTest(TIMES)
  void so_do_those_who_asked_declined_and_blocked_each_other() throws SQLException {
    List<Person> here = people();
    List<Person> there = people();
    for (int i = 0; i < EACH_SIDE; i++) {
      var mine = here.get(i);
      var theirs = there.get(i);
      var next = there.get((i + 1) % EACH_SIDE);
      get(contacts.request(mine.token(), theirs.id(), "habari")).want(201);
      get(contacts.decline(theirs.token(), mine.id())).want(204);
      get(contacts.request(theirs.token(), mine.id(), "nami")).want(201);
      get(contacts.block(mine.token(), next.id())).want(204);
      get(contacts.block(next.token(), mine.id())).want(204);
    }

    mustLeaveTogether(here, there);
  }

  /** Their own devices mark things read meanwhile, which has the other order of locks. */
  @Test
  void who_leaves_while_marking_read_has_left() throws SQLException {
    var asha = Person.signUp(one.api());
    var juma = Person.signUp(one.api());
    UUID talk = asha.conversationWith(one.api(), juma);
    juma.post(one.api(), talk, "habari");
    Future<Answer> marked;
    Future<Answer> left;
    try (var connection = holding("streams", List.of(asha))) {
      left = leave(one.api(), asha);
      awaitWaiting(1);
      marked = two.api().markRead(asha.token(), talk, 1);
      awaitWaiting(2);
      connection.commit();
    }

    get(Future.join(marked, left));

    assertThat(marked.result().status()).isEqualTo(200);
    assertThat(left.result().status()).isEqualTo(204);
  }

  private static void mustLeaveTogether(List<Person> here, List<Person> there) throws SQLException {
    List<Future<Answer>> leaving = new ArrayList<>();
    var all = Stream.concat(here.stream(), there.stream()).toList();
    try (var connection = holding("accounts", all)) {
      here.forEach(each -> leaving.add(leave(one.api(), each)));
      there.forEach(each -> leaving.add(leave(two.api(), each)));
      awaitWaiting(all.size());
      connection.commit();
    }
    get(Future.join(leaving));

    assertThat(leaving).extracting(each -> each.result().status()).containsOnly(204);
  }

  private static Future<Answer> leave(Api api, Person person) {
    return api.deleteMe(person.token(), Person.PASSWORD, "remove");
  }

  private static List<Person> people() {
    return Stream.generate(() -> Person.signUp(one.api())).limit(EACH_SIDE).toList();
  }

  /** Until it commits nobody changes their rows. */
  private static Connection holding(String table, List<Person> people) throws SQLException {
    String ids =
        people.stream().map(each -> "'" + each.id() + "'").collect(Collectors.joining(","));
    var connection = TestServers.connect(cluster.postgresUrl());
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute("SELECT FROM %s WHERE id IN (%s) FOR SHARE".formatted(table, ids));
    }
    return connection;
  }

  private static void awaitWaiting(int many) {
    await()
        .until(
            () -> TestServers.count(cluster.postgresUrl(), TestServers.WAITING_FOR_LOCKS) == many);
  }
}
