package io.gumzo.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * What one stretch of publishing took.
 *
 * @param missing deliveries that did not come within the patience
 * @param cpuSeconds of each server
 */
record Run(
    long deliveries, long missing, double seconds, List<Double> cpuSeconds, Histogram latency) {
  private static final long PATIENCE_NANOS = 2_000_000_000L;

  double cpuPerMillion() {
    return cpuSeconds.stream().mapToDouble(each -> each).sum() / deliveries * 1e6;
  }

  /** Of one of the servers, for a million deliveries of all. */
  double cpuPerMillion(int server) {
    return cpuSeconds.get(server) / deliveries * 1e6;
  }

  double perSecond() {
    return deliveries / seconds;
  }

  /** At so many messages per second, whatever comes of it. */
  static Run open(
      LoadLoops loops, List<NodeHandle> servers, double perSecond, int receivers, int millis) {
    return pace(loops, servers, "open " + perSecond, receivers, millis, 0);
  }

  /** As fast as deliveries come back, with so many messages under way. */
  static Run closed(
      LoadLoops loops, List<NodeHandle> servers, int window, int receivers, int millis) {
    return pace(loops, servers, "closed " + window, receivers, millis, window);
  }

  /** How many cores the servers take while nothing is sent. */
  static double idleCores(List<NodeHandle> servers, int millis) {
    long began = System.nanoTime();
    double before = servers.stream().mapToDouble(NodeHandle::cpuSeconds).sum();
    LockSupport.parkNanos(millis * 1_000_000L);
    double after = servers.stream().mapToDouble(NodeHandle::cpuSeconds).sum();
    return (after - before) / ((System.nanoTime() - began) / 1e9);
  }

  /** The first server publishes. */
  private static Run pace(
      LoadLoops loops,
      List<NodeHandle> servers,
      String how,
      int receivers,
      int millis,
      int window) {
    loops.takeLatency();
    Child publisher = servers.getFirst().child();
    long before = loops.received();
    double[] cpu = servers.stream().mapToDouble(NodeHandle::cpuSeconds).toArray();
    long began = System.nanoTime();
    publisher.say("pace " + how + " " + millis);
    if (window > 0) {
      feed(loops, publisher, before, receivers, began + millis * 1_000_000L);
    }
    long sent = Long.parseLong(publisher.await("paced", millis / 1000 + 30)[0]);
    long wanted = sent * receivers;
    long last = awaitLast(loops, before + wanted);
    var used = new ArrayList<Double>();
    for (NodeHandle server : servers) {
      used.add(server.cpuSeconds() - cpu[used.size()]);
    }
    long received = loops.received() - before;
    return new Run(received, wanted - received, (last - began) / 1e9, used, loops.takeLatency());
  }

  private static void feed(LoadLoops loops, Child publisher, long before, int receivers, long end) {
    long told = 0;
    while (System.nanoTime() < end) {
      long done = (loops.received() - before) / receivers;
      if (done > told) {
        publisher.say("allow " + (done - told));
        told = done;
      }
      LockSupport.parkNanos(300_000);
    }
  }

  /** When the last one came. */
  private static long awaitLast(LoadLoops loops, long wanted) {
    long last = System.nanoTime();
    long seen = loops.received();
    while (seen < wanted && System.nanoTime() - last < PATIENCE_NANOS) {
      LockSupport.parkNanos(500_000);
      long now = loops.received();
      if (now != seen) {
        seen = now;
        last = System.nanoTime();
      }
    }
    return last;
  }
}
