package io.gumzo.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gumzo.bus.Bus;
import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Streams;
import io.gumzo.streams.Streams.SweepReason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InboxTest {
  private static final String ADDRESS = "node.here";

  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.of(vertx);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final UUID sender = UUID.randomUUID();
  private final UUID account = UUID.randomUUID();
  private final Set<UUID> alive = ConcurrentHashMap.newKeySet();
  private final List<StreamEvent> arrived = new CopyOnWriteArrayList<>();
  private final List<SweepReason> sweeps = new CopyOnWriteArrayList<>();
  private Set<UUID> afterRefresh = Set.of();
  private Inbox inbox;

  @BeforeEach
  void open() {
    alive.add(sender);
    bus.listen(Streams.ARRIVED, batch -> arrived.addAll(batch.events()));
    bus.listen(Streams.SWEEP, sweeps::add);
    inbox =
        new Inbox(
            vertx,
            bus,
            new NodeMetrics(registry),
            new Inbox.Members() {
              @Override
              public boolean has(UUID node) {
                return alive.contains(node);
              }

              @Override
              public Future<Void> refresh() {
                alive.addAll(afterRefresh);
                return Future.succeededFuture();
              }
            });
    TestNode.await(inbox.open(ADDRESS));
  }

  @AfterEach
  void close() {
    TestNode.await(vertx.close());
  }

  @Test
  void frames_without_a_hole_ask_for_nothing() {
    beat(1, 1);
    events(1, 1);
    beat(1, 2);
    events(1, 2);
    await().until(() -> arrived.size() == 2);
    assertThat(holes()).isZero();
    assertThat(sweeps).isEmpty();
  }

  @Test
  void a_missing_number_asks_for_one_sweep() {
    events(1, 1);
    events(1, 3);
    await().until(() -> sweeps.equals(List.of(SweepReason.FRAME_MISSED)));
    events(1, 4);
    assertThat(holes()).isEqualTo(1);
    assertThat(arrived).hasSize(3);
  }

  @Test
  void a_first_number_that_is_not_one_is_a_hole() {
    events(1, 5);
    await().until(() -> sweeps.size() == 1);
  }

  @Test
  void a_beat_shows_that_the_last_frame_was_lost() {
    events(1, 1);
    beat(1, 3);
    await().until(() -> sweeps.size() == 1);
    beat(1, 3);
    events(1, 3);
    assertThat(holes()).isEqualTo(1);
  }

  @Test
  void a_new_link_begins_at_one_again_and_what_is_late_of_the_old_one_is_still_told() {
    events(1, 1);
    events(2, 1);
    events(1, 2);
    events(2, 2);
    await().until(() -> arrived.size() == 4);
    assertThat(holes()).isZero();
  }

  @Test
  void a_node_that_was_gone_meanwhile_begins_anew() {
    events(1, 1);
    inbox.forgetUnless(node -> false);
    events(1, 2);
    await().until(() -> sweeps.size() == 1);
  }

  @Test
  void a_node_that_is_not_known_yet_is_looked_up_before_it_is_confirmed() {
    var newcomer = UUID.randomUUID();
    afterRefresh = Set.of(newcomer);
    TestNode.await(vertx.eventBus().request(ADDRESS, Frame.encode(newcomer, 1, 1, List.of(), 0)));
    assertThat(alive).contains(newcomer);
    assertThatThrownBy(
            () ->
                TestNode.await(
                    vertx
                        .eventBus()
                        .request(ADDRESS, Frame.encode(UUID.randomUUID(), 1, 1, List.of(), 0))))
        .hasMessageContaining("holds no lease");
  }

  @Test
  void nothing_of_a_stranger_is_told() {
    Buffer entry = Frame.entry(TestNode.event(account, 1));
    var frame = Frame.encode(UUID.randomUUID(), 1, 1, List.of(entry), entry.length());
    assertThatThrownBy(() -> TestNode.await(vertx.eventBus().request(ADDRESS, frame)))
        .hasMessageContaining("holds no lease");
    events(1, 1);
    await().until(() -> !arrived.isEmpty());
    assertThat(arrived).hasSize(1);
    assertThat(registry.get("gumzo.nodes.frames.received").counter().count()).isEqualTo(1);
  }

  @Test
  void what_is_not_a_frame_is_refused_and_counted() {
    for (Object body : List.of(Buffer.buffer("habari"), Buffer.buffer(), "text", 7)) {
      assertThatThrownBy(() -> TestNode.await(vertx.eventBus().request(ADDRESS, body)))
          .isInstanceOf(AssertionError.class);
    }
    assertThat(registry.get("gumzo.nodes.frames.refused").counter().count()).isEqualTo(4);
  }

  private void beat(long link, long number) {
    send(Frame.encode(sender, link, number, List.of(), 0));
  }

  private void events(long link, long number) {
    Buffer entry = Frame.entry(TestNode.event(account, number));
    send(Frame.encode(sender, link, number, List.of(entry), entry.length()));
  }

  private void send(Buffer frame) {
    TestNode.await(vertx.eventBus().request(ADDRESS, frame));
  }

  private double holes() {
    return registry.get("gumzo.nodes.holes").counter().count();
  }
}
