package io.gumzo.conversations;

import io.gumzo.bus.Bus;
import io.gumzo.http.Call;
import io.gumzo.http.RouteTable;
import io.gumzo.http.Routes;
import io.gumzo.sockets.Frame;
import io.gumzo.sockets.FrameTable;
import io.gumzo.sockets.Frames;
import io.gumzo.streams.ReadEvents;
import io.vertx.core.Future;

/** {@code GET /streams/{id}/events}, and the same over the socket. */
public final class StreamRoutes implements Routes, Frames {
  private static final int DEFAULT_LIMIT = 100;

  private final Bus bus;

  public StreamRoutes(Bus bus) {
    this.bus = bus;
  }

  @Override
  public void bind(RouteTable table) {
    table.on("listEvents", this::listEvents);
  }

  @Override
  public void bind(FrameTable table) {
    table.on("read-events", this::readEvents);
  }

  private Future<EventList> listEvents(Call call) {
    long after = call.number("after") == null ? 0 : call.number("after");
    return bus.ask(
            ReadEvents.COMMAND,
            new ReadEvents(
                call.account(), call.uuid("streamId"), after, call.integer("limit", DEFAULT_LIMIT)))
        .map(EventList::of);
  }

  private Future<EventList> readEvents(Frame frame) {
    return bus.ask(
            ReadEvents.COMMAND,
            new ReadEvents(
                frame.account(),
                frame.fields().uuid("stream"),
                frame.fields().number("after"),
                (int) frame.fields().number("limit", DEFAULT_LIMIT)))
        .map(EventList::of);
  }
}
