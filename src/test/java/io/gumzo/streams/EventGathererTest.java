package io.gumzo.streams;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gumzo.bus.Bus;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventGathererTest {
  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.of(vertx);
  private final UUID stream = UUID.randomUUID();
  private final List<Streams.Batch> gathered = new CopyOnWriteArrayList<>();

  @AfterEach
  void end() {
    get(vertx.close());
  }

  @Test
  void what_comes_after_a_while_goes_at_once_and_what_comes_soon_after_together() {
    begin(60_000);

    tell(1);
    await().until(() -> positions().size() == 1);
    IntStream.rangeClosed(2, 1_001).forEach(this::tell);

    await().until(() -> positions().size() == 1_001);
    assertThat(gathered).extracting(batch -> batch.events().size()).containsExactly(1, 1_000);
    assertThat(positions()).isSorted();
  }

  @Test
  void nothing_stays_behind_and_nothing_overtakes() {
    begin(1);

    IntStream.rangeClosed(1, 10_000).forEach(this::tell);

    await().until(() -> positions().size() == 10_000);
    assertThat(positions()).isSorted().doesNotHaveDuplicates();
  }

  private void begin(int millis) {
    bus.listen(Streams.GATHERED, gathered::add);
    Promise<Void> bound = Promise.promise();
    vertx
        .getOrCreateContext()
        .runOnContext(
            now -> {
              bus.listen(Streams.COMMITTED, new EventGatherer(vertx, bus, millis)::gather);
              bound.complete();
            });
    get(bound.future());
  }

  private List<Long> positions() {
    return gathered.stream()
        .flatMap(batch -> batch.events().stream())
        .map(StreamEvent::position)
        .toList();
  }

  private void tell(long position) {
    bus.tell(
        Streams.COMMITTED,
        new Streams.Batch(
            List.of(
                new StreamEvent(
                    stream,
                    position,
                    "message-posted",
                    Instant.EPOCH,
                    Audience.account(stream),
                    Buffer.buffer("{}")))));
  }
}
