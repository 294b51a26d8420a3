package io.gumzo.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.streams.StreamEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The other node is played by a consumer that notes what it gets. */
class LinkTest {
  private static final int QUEUE = 2_000;

  private final Vertx vertx = Vertx.vertx();
  private final UUID peer = UUID.randomUUID();
  private final UUID account = UUID.randomUUID();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<Frame> frames = new CopyOnWriteArrayList<>();
  private final List<Message<Buffer>> unanswered = new CopyOnWriteArrayList<>();
  private Link link;
  private MessageConsumer<Buffer> consumer;
  private volatile boolean answers = true;

  @BeforeEach
  void open() {
    link =
        new Link(
            vertx,
            TestNode.config(QUEUE),
            new NodeMetrics(registry),
            new Link.Ends(UUID.randomUUID(), peer),
            1,
            0);
    appear();
  }

  @AfterEach
  void close() {
    TestNode.await(vertx.close());
  }

  @Test
  void what_comes_together_goes_in_one_frame() {
    onLoop(() -> enqueue(1, 3));
    await().until(() -> frames.size() == 1);
    assertThat(frames.get(0).number()).isEqualTo(1);
    assertThat(positions()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void a_beat_tells_the_next_number_and_takes_none() {
    onLoop(
        () -> {
          link.beat();
          enqueue(1, 1);
        });
    await().until(() -> frames.size() == 2);
    onLoop(link::beat);
    await().until(() -> frames.size() == 3);
    assertThat(frames).extracting(Frame::isBeat).containsExactly(true, false, true);
    assertThat(frames).extracting(Frame::number).containsExactly(1L, 1L, 2L);
  }

  @Test
  void a_frame_that_nobody_takes_leaves_a_hole() {
    onLoop(() -> enqueue(1, 1));
    await().until(() -> frames.size() == 1);
    TestNode.await(consumer.unregister());
    onLoop(() -> enqueue(2, 2));
    await().until(() -> count("frames.failed") == 1);
    appear();
    onLoop(() -> enqueue(3, 3));
    await().until(() -> frames.size() == 2);
    assertThat(frames.get(1).number()).isEqualTo(3);
    assertThat(positions()).containsExactly(1L, 3L);
  }

  @Test
  void a_node_that_does_not_answer_costs_a_bounded_queue_and_one_hole() {
    answers = false;
    onLoop(
        () -> {
          for (int frame = 0; frame < 40; frame++) {
            enqueue(frame * 1_000L + 1, frame * 1_000L + 1_000);
          }
        });
    await().until(() -> unanswered.size() == 32);
    assertThat(waiting()).isEqualTo(QUEUE);
    assertThat(count("events.dropped")).isEqualTo(40_000 - 32_000 - QUEUE);

    answers = true;
    unanswered.forEach(message -> message.reply(null));
    await().until(() -> waiting() == 0 && link.isIdle());
    assertThat(frames).hasSize(34);
    assertThat(frames).extracting(Frame::number).startsWith(1L, 2L).endsWith(34L, 35L);
    assertThat(positions())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 34_000).boxed().toList());
  }

  @Test
  void only_one_frame_is_risked_on_a_node_that_failed_to_answer() {
    answers = false;
    onLoop(() -> enqueue(1, 1));
    await().until(() -> count("frames.failed") == 1);
    unanswered.clear();
    onLoop(() -> enqueue(2, 2_001));
    await().until(() -> unanswered.size() == 1);
    assertThat(waiting()).isEqualTo(1_000);
  }

  private void appear() {
    consumer =
        vertx
            .eventBus()
            .consumer(
                Link.address(peer),
                message -> {
                  frames.add(Frame.decode(message.body()));
                  if (answers) {
                    message.reply(null);
                  } else {
                    unanswered.add(message);
                  }
                });
  }

  private void enqueue(long from, long to) {
    for (long position = from; position <= to; position++) {
      link.enqueue(Frame.entry(TestNode.event(account, position)));
    }
  }

  private List<Long> positions() {
    return frames.stream()
        .flatMap(frame -> frame.events().stream())
        .map(StreamEvent::position)
        .toList();
  }

  private double count(String meter) {
    return registry.get("gumzo.nodes." + meter).counter().count();
  }

  private double waiting() {
    return registry.get("gumzo.nodes.queue.send").gauge().value();
  }

  private final io.vertx.core.Context loop = vertx.getOrCreateContext();

  private void onLoop(Runnable work) {
    loop.runOnContext(ignored -> work.run());
  }
}
