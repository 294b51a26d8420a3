package io.gumzo.system;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.testing.Answer;
import io.gumzo.testing.Person;
import io.gumzo.testing.TestServers;
import io.gumzo.testing.TwoNodes;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What the tables hold of somebody who has left. */
class NothingLeftTest extends TwoNodes {
  @Test
  void no_table_keeps_what_its_owner_was_told_or_called() throws SQLException {
    var asha = Person.signUp(one.api());
    TestServers.execute(
        cluster.postgresUrl(),
        """
        WITH moved AS (UPDATE streams SET head = head + 1 WHERE id = '%1$s' RETURNING head)
        INSERT INTO events (stream_id, position, type, at, audience, data)
        SELECT '%1$s', head, 'email-verified', now(), 0, '{"email":"%2$s@example.org"}' FROM moved
        """
            .formatted(asha.id(), asha.username()));
    get(one.api()
            .updateProfile(asha.token(), new JsonObject().put("about", "wa " + asha.username())))
        .want(200);

    get(one.api().deleteMe(asha.token(), Person.PASSWORD, "keep")).want(204);

    assertThat(count("accounts a WHERE a::text LIKE '%" + asha.username() + "%'")).isZero();
    assertThat(count("events e WHERE e::text LIKE '%" + asha.username() + "%'")).isZero();
    assertThat(count("mails m WHERE m::text LIKE '%" + asha.username() + "%'")).isZero();
    assertThat(count("events WHERE stream_id = '" + asha.id() + "'")).isEqualTo(3);
  }

  @Test
  void what_is_under_way_while_an_account_is_deleted_leaves_nothing_of_it() throws Exception {
    var asha = Person.signUp(one.api());
    var drawn = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "png", drawn);
    var picture = Buffer.buffer(drawn.toByteArray());
    List<Future<Answer>> late = new ArrayList<>();
    try (var connection = TestServers.connect(cluster.postgresUrl());
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("SELECT FROM accounts WHERE id = '" + asha.id() + "' FOR UPDATE");
      var named = new JsonObject().put("displayName", "Asha");
      var dark = new JsonObject().put("theme", "dark");
      late.add(two.api().setPicture(asha.token(), picture, "image/png"));
      late.add(two.api().updateProfile(asha.token(), named));
      late.add(two.api().changeSettings(asha.token(), dark));
      await().until(() -> count(TestServers.WAITING_FOR_LOCKS) == late.size());
      statement.execute(
          "UPDATE accounts SET username = NULL, email = NULL, display_name = '',"
              + " deleted_at = now() WHERE id = '%s'".formatted(asha.id()));
      connection.commit();
    }
    get(Future.join(late));

    assertThat(late).allMatch(each -> each.result().status() == 401);
    String hers = "WHERE account_id = '%s'".formatted(asha.id());
    assertThat(count("pictures " + hers)).isZero();
    assertThat(count("settings " + hers)).isZero();
    assertThat(count("accounts WHERE display_name = '' AND id = '%s'".formatted(asha.id())))
        .isOne();
  }

  private static long count(String from) {
    return TestServers.count(cluster.postgresUrl(), from);
  }
}
