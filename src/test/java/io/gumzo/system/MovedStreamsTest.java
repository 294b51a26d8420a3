package io.gumzo.system;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.bus.Command;
import io.gumzo.streams.Audience;
import io.gumzo.streams.Streams;
import io.gumzo.streams.Streams.MovedStream;
import io.gumzo.streams.Streams.ReadLast;
import io.gumzo.streams.Streams.ReadMoved;
import io.gumzo.testing.LocalNode;
import io.gumzo.testing.Person;
import io.gumzo.testing.TestCluster;
import io.gumzo.testing.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a sweep asks PostgreSQL: which streams moved lately, and from where on. */
class MovedStreamsTest {
  private static TestCluster cluster;
  private static LocalNode node;
  private UUID conversation;

  @BeforeAll
  static void start() {
    cluster = new TestCluster();
    node = cluster.local();
  }

  @BeforeEach
  void write() {
    var asha = Person.signUp(node.api());
    conversation = asha.conversationWith(node.api(), Person.signUp(node.api()));
    for (int number = 0; number < 4; number++) {
      asha.post(node.api(), conversation, "habari");
    }
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void a_stream_that_moved_is_told_with_its_head_and_one_that_did_not_is_left_out() {
    var audience = Audience.members(conversation, 1);
    assertThat(ask(Streams.MOVED, new ReadMoved(null)).streams())
        .contains(new MovedStream(conversation, audience, 4));

    run("UPDATE streams SET moved_at = moved_at - interval '1 hour' WHERE id = '%s'");

    var lately = ask(Streams.MOVED, new ReadMoved(null));
    assertThat(lately.streams()).extracting(MovedStream::stream).doesNotContain(conversation);
    assertThat(ask(Streams.MOVED, new ReadMoved(lately.now().minus(Duration.ofHours(2)))).streams())
        .contains(new MovedStream(conversation, audience, 4));
  }

  @Test
  void a_stream_without_events_has_not_moved() {
    var empty = UUID.randomUUID();
    TestServers.execute(
        cluster.postgresUrl(), "INSERT INTO streams (id) VALUES ('%s')".formatted(empty));

    assertThat(ask(Streams.MOVED, new ReadMoved(null)).streams())
        .extracting(MovedStream::stream)
        .contains(conversation)
        .doesNotContain(empty);
  }

  @Test
  void the_last_position_of_a_time_is_found_wherever_it_is_written() {
    Instant halfAnHourAgo = Instant.now().minus(Duration.ofMinutes(30));
    assertThat(last(halfAnHourAgo)).isZero();
    assertThat(last(Instant.now().plusSeconds(60))).isEqualTo(4);

    run(
        """
        UPDATE messages SET at = at - interval '1 hour'
         WHERE position <= 2 AND conversation_id = '%s'
        """);
    assertThat(last(halfAnHourAgo)).isEqualTo(2);

    run("DELETE FROM messages WHERE position = 3 AND conversation_id = '%s'");
    run(
        """
        INSERT INTO events (stream_id, position, type, at, audience, data)
        SELECT id, 3, 'something', moved_at - interval '1 hour', 1, '{}'
          FROM streams WHERE id = '%s'
        """);
    assertThat(last(halfAnHourAgo)).isEqualTo(3);
  }

  private long last(Instant until) {
    return ask(Streams.LAST, new ReadLast(conversation, until));
  }

  private <Q, A> A ask(Command<Q, A> command, Q question) {
    return get(node.node().bus().ask(command, question));
  }

  private void run(String sql) {
    TestServers.execute(cluster.postgresUrl(), sql.formatted(conversation));
  }
}
