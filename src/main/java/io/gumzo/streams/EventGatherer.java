package io.gumzo.streams;

import io.gumzo.bus.Bus;
import io.gumzo.bus.Interval;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells as {@link Streams#GATHERED}, in the same order, what was told as {@link Streams#COMMITTED}:
 * waking the event loops of delivery, of other nodes and of every socket costs much more than an
 * event that is handed to them. For one event loop.
 */
public final class EventGatherer {
  private static final int MOST_TOGETHER = 1_000;

  private final Bus bus;
  private final Interval interval;
  private List<StreamEvent> events = new ArrayList<>();

  /**
   * @param millis the least time between two batches, unless 1,000 events are there
   */
  public EventGatherer(Vertx vertx, Bus bus, int millis) {
    this.bus = bus;
    this.interval = new Interval(vertx, millis, this::tellIfDue);
  }

  /** Told at once, or with those that come until the time is up. */
  public void gather(Streams.Batch batch) {
    events.addAll(batch.events());
    tellIfDue();
  }

  private void tellIfDue() {
    if (!events.isEmpty() && (events.size() >= MOST_TOGETHER || interval.isOver())) {
      interval.begin();
      bus.tell(Streams.GATHERED, new Streams.Batch(events));
      events = new ArrayList<>();
    }
  }
}
