package io.gumzo.nodes;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.atomic.AtomicInteger;

/** What this room counts. No figure is kept per peer: peers come and go without end. */
final class NodeMetrics {
  final Counter framesSent;
  final Counter framesFailed;
  final Counter framesReceived;
  final Counter framesRefused;
  final Counter eventsSent;
  final Counter eventsDropped;
  final Counter eventsReceived;
  final Counter holes;
  final Counter unknownNames;
  final Counter pauses;
  final Timer roundTrip;
  final Timer directoryRead;
  final Timer directoryWrite;
  final AtomicInteger peers = new AtomicInteger();
  final AtomicInteger waitingToSend = new AtomicInteger();
  final AtomicInteger waitingToRoute = new AtomicInteger();

  NodeMetrics(MeterRegistry registry) {
    framesSent = counter(registry, "frames.sent", "Frames sent to other nodes");
    framesFailed = counter(registry, "frames.failed", "Frames that no node confirmed");
    framesReceived = counter(registry, "frames.received", "Frames received from other nodes");
    framesRefused = counter(registry, "frames.refused", "Frames not read, or not of members");
    eventsSent = counter(registry, "events.sent", "Events in frames sent");
    eventsDropped =
        counter(registry, "events.dropped", "Events left to the sweep: queue full, or too large");
    eventsReceived = counter(registry, "events.received", "Events in frames received");
    holes = counter(registry, "holes", "Holes seen in other nodes' frame numbers");
    unknownNames = counter(registry, "names.unknown", "Entries that this version does not know");
    pauses = counter(registry, "pauses", "Times that this process did not run for over 30 s");
    roundTrip = Timer.builder("gumzo.nodes.frame.roundtrip").register(registry);
    directoryRead = Timer.builder("gumzo.nodes.directory.read").register(registry);
    directoryWrite = Timer.builder("gumzo.nodes.directory.write").register(registry);
    gauge(registry, "peers", "Other nodes known to be alive", peers);
    gauge(registry, "queue.send", "Events that wait to be sent", waitingToSend);
    gauge(registry, "queue.route", "Events that wait to be routed", waitingToRoute);
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder("gumzo.nodes." + name).description(description).register(registry);
  }

  private static void gauge(
      MeterRegistry registry, String name, String description, AtomicInteger value) {
    Gauge.builder("gumzo.nodes." + name, value, AtomicInteger::get)
        .description(description)
        .strongReference(true)
        .register(registry);
  }
}
