package io.gumzo.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.locks.LockSupport;

/**
 * A server process of the lab and the port that it listens on.
 *
 * @param management where a node serves its metrics; 0 when it is no node
 */
record NodeHandle(Child child, int port, int management) {
  private static final double AT_REST = 0.99;
  private static final long REST_NANOS = 500_000_000;
  private static final String STATEMENTS = "vertx_sql_processing_time_seconds_count";

  /** Bytes after a collection. */
  record Memory(long heap, long heapCommitted, long direct, long resident) {
    Memory plus(Memory other) {
      return new Memory(
          heap + other.heap,
          heapCommitted + other.heapCommitted,
          direct + other.direct,
          resident + other.resident);
    }
  }

  Memory memory() {
    child.say("memory");
    String[] words = child.await("memory", 30);
    return new Memory(
        Long.parseLong(words[0]),
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        residentAtRest());
  }

  /** The collector gives back what it let go of little by little, behind everybody's back. */
  private long residentAtRest() {
    long before = Long.MAX_VALUE;
    long now = Proc.residentBytes(child.pid());
    while (now < AT_REST * before) {
      before = now;
      LockSupport.parkNanos(REST_NANOS);
      now = Proc.residentBytes(child.pid());
    }
    return now;
  }

  /** How many statements a node has sent to PostgreSQL; a batch is one. */
  long statements() {
    var metrics = URI.create("http://127.0.0.1:%d/metrics".formatted(management));
    try (var body = metrics.toURL().openStream()) {
      return new String(body.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> line.startsWith(STATEMENTS))
          .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
          .sum();
    } catch (IOException failed) {
      throw new BenchFailure(
          BenchFailure.Reason.SERVER, "A node does not show its metrics: " + failed, failed);
    }
  }

  double cpuSeconds() {
    return child.cpuSeconds();
  }
}
