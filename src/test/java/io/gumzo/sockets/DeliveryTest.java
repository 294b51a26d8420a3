package io.gumzo.sockets;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.bus.Bus;
import io.gumzo.config.GumzoConfig;
import io.gumzo.problem.Problem;
import io.gumzo.streams.Audience;
import io.gumzo.streams.Audiences;
import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Streams;
import io.gumzo.streams.Streams.EventPage;
import io.gumzo.streams.Streams.Members;
import io.gumzo.streams.Streams.Moved;
import io.gumzo.streams.Streams.MovedStream;
import io.gumzo.streams.Streams.SweepReason;
import io.gumzo.tokens.AccessTokens;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Delivery and the sweep behind it, with a PostgreSQL that may be away. */
class DeliveryTest {
  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final Bus bus = Bus.of(vertx);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final UUID account = UUID.randomUUID();
  private final UUID conversation = UUID.randomUUID();
  private final List<Long> received = Collections.synchronizedList(new ArrayList<>());
  private final List<Integer> pieces = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean isAway;
  private volatile long version = 1;
  private final AtomicInteger sweeps = new AtomicInteger();
  private final List<MovedStream> moved = new CopyOnWriteArrayList<>();
  private volatile Promise<Void> allowed = Promise.promise();
  private Delivery delivery;
  private Sweep sweep;

  @BeforeEach
  void begin(@TempDir Path folder) {
    moved.add(new MovedStream(conversation, Audience.members(conversation, 1), 8));
    var config = GumzoConfig.defaults(Map.of("data.folder", folder.toString()));
    var receivers = new Receivers(bus);
    var metrics = new SocketMetrics(registry, receivers);
    var audiences = new Audiences(bus);
    delivery =
        new Delivery(
            vertx,
            bus,
            AccessTokens.open(vertx, config.tokens(), folder),
            audiences,
            new HandOver(loop, receivers, metrics),
            metrics);
    sweep = new Sweep(bus, audiences, receivers, delivery, metrics);
    bus.serve(
        Streams.MEMBERS,
        query -> allowed.future().compose(now -> answer(new Members(version, Set.of(account)))));
    allowed.complete();
    bus.serve(
        Streams.MOVED,
        query -> {
          sweeps.incrementAndGet();
          return answer(new Moved(Instant.EPOCH, Instant.now(), moved));
        });
    bus.serve(
        Streams.LAST,
        query ->
            query.until().equals(Instant.EPOCH)
                ? answer(6L)
                : Future.failedFuture("want the time since which streams were asked for"));
    bus.serve(
        Streams.READ,
        query ->
            answer(
                new EventPage(
                    List.of(7, 8).stream()
                        .filter(position -> position > query.after())
                        .map(this::event)
                        .toList(),
                    8)));
    receivers.tellFrom(loop);
    get(receivers.join(receiver()));
  }

  @AfterEach
  void end() {
    get(vertx.close());
  }

  @Test
  void the_sweep_brings_the_last_event_of_a_stream_when_postgresql_answers_again() {
    isAway = true;
    loop.runOnContext(now -> delivery.accept(new Streams.Batch(List.of(event(7), event(8)))));
    await().until(() -> registry.counter("gumzo.deliveries.undeliverable").count() == 2);
    isAway = false;

    loop.runOnContext(now -> sweep.run(SweepReason.TIMER));

    await().until(() -> received.size() == 2);
    assertThat(received).containsExactly(7L, 8L);
  }

  @Test
  void all_that_came_while_the_members_were_read_is_delivered_in_order() {
    allowed = Promise.promise();
    int many = 10_000;
    loop.runOnContext(
        now ->
            delivery.accept(
                new Streams.Batch(IntStream.rangeClosed(1, many).mapToObj(this::event).toList())));

    loop.runOnContext(now -> allowed.complete());

    await().until(() -> received.size() == many);
    assertThat(received).isSorted().doesNotHaveDuplicates();
    loop.runOnContext(now -> delivery.accept(new Streams.Batch(List.of(event(many + 1)))));
    await().until(() -> received.size() == many + 1);
  }

  @Test
  void a_sweep_ends_however_many_streams_have_moved() {
    moved.addAll(
        Stream.generate(UUID::randomUUID)
            .limit(20_000)
            .map(other -> new MovedStream(other, Audience.account(other), 1))
            .toList());
    await()
        .until(
            () -> {
              loop.runOnContext(now -> sweep.run(SweepReason.TIMER));
              return sweeps.get() > 1;
            });
    assertThat(received).containsExactly(7L, 8L);
  }

  @Test
  void events_of_a_stream_that_come_together_are_one_piece_to_a_socket() {
    deliver(IntStream.rangeClosed(7, 106).mapToObj(this::event).toList());

    await().until(() -> received.size() == 100);
    assertThat(pieces).containsExactly(100);
  }

  @Test
  void a_piece_has_a_bounded_length_and_pieces_keep_the_order_of_the_stream() {
    String text = "x".repeat(10_000);
    deliver(IntStream.rangeClosed(7, 16).mapToObj(position -> event(position, text)).toList());

    await().until(() -> received.size() == 10);
    assertThat(pieces).containsExactly(3, 3, 3, 1);
    assertThat(received).isSorted();
  }

  @Test
  void events_for_other_members_are_another_piece() {
    deliver(List.of(event(7), event(8)));
    await().until(() -> received.size() == 2);
    version = 2;

    deliver(List.of(event(9), event(10), event(11, Audience.members(conversation, 2), "")));

    await().until(() -> received.size() == 5);
    assertThat(received).isSorted();
    assertThat(pieces).endsWith(2, 1);
  }

  private void deliver(List<StreamEvent> events) {
    loop.runOnContext(now -> delivery.accept(new Streams.Batch(events)));
  }

  private <T> Future<T> answer(T answer) {
    return isAway
        ? Future.failedFuture(Problem.unavailable("PostgreSQL does not answer"))
        : Future.succeededFuture(answer);
  }

  private StreamEvent event(int position) {
    return event(position, "");
  }

  private StreamEvent event(int position, String text) {
    return event(position, Audience.members(conversation, 1), text);
  }

  private StreamEvent event(int position, Audience audience, String text) {
    return StreamEvent.of(
        conversation, position, "message-posted", Instant.now(), audience, Map.of("text", text));
  }

  private Receiver receiver() {
    return new Receiver() {
      @Override
      public UUID account() {
        return account;
      }

      @Override
      public Context context() {
        return loop;
      }

      @Override
      public void receive(Delivered delivered) {
        pieces.add(delivered.events().size());
        delivered.events().forEach(event -> received.add(event.position()));
      }

      @Override
      public void drain(long afterMillis) {}

      @Override
      public void close(CloseCode code) {}
    };
  }
}
