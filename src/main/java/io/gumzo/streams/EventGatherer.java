package io.gumzo.streams;

import io.gumzo.bus.Bus;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Tells as {@link Streams#GATHERED}, in the same order, what was told as {@link Streams#COMMITTED}.
 * What comes after a while goes on at once. What comes soon after is gathered until the time is up,
 * since waking the event loops of delivery, of other nodes and of every socket costs much more than
 * an event that is handed to them. For one event loop.
 */
public final class EventGatherer {
  private static final int MOST_TOGETHER = 1_000;
  private static final long NANOS_IN_MILLI = 1_000_000;

  private final Vertx vertx;
  private final Bus bus;
  private final long leastNanos;
  private List<StreamEvent> events = new ArrayList<>();
  private boolean waiting;
  private long toldAt;

  /**
   * @param millis the least time between two batches, unless 1,000 events are there
   */
  public EventGatherer(Vertx vertx, Bus bus, int millis) {
    this.vertx = vertx;
    this.bus = bus;
    this.leastNanos = TimeUnit.MILLISECONDS.toNanos(millis);
    this.toldAt = System.nanoTime() - leastNanos;
  }

  public void gather(Streams.Batch batch) {
    events.addAll(batch.events());
    long left = toldAt + leastNanos - System.nanoTime();
    if (left <= 0 || events.size() >= MOST_TOGETHER) {
      tell();
    } else if (!waiting) {
      waiting = true;
      vertx.setTimer(Math.ceilDiv(left, NANOS_IN_MILLI), over -> timeIsUp());
    }
  }

  private void timeIsUp() {
    waiting = false;
    if (!events.isEmpty()) {
      tell();
    }
  }

  private void tell() {
    toldAt = System.nanoTime();
    bus.tell(Streams.GATHERED, new Streams.Batch(events));
    events = new ArrayList<>();
  }
}
