package io.gumzo.bench;

import io.gumzo.bench.BenchFailure.Reason;
import io.netty.buffer.ByteBuf;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** A node dies, and all its clients come to the other one at the same moment. */
final class Storm implements Bench {
  private static final int SOCKETS = 10_000;
  private static final int MEMBERS = 10;
  private static final int MESSAGES = 20;
  private static final int LIMIT_SECONDS = 30;
  private static final int RETRY_MILLIS = 250;
  private static final String TRANSACTIONS =
      "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = current_database()";

  @Override
  public int seconds() {
    return 30;
  }

  @Override
  public List<Figure> run(Lab lab, int seconds) throws InterruptedException {
    Clients.mustFit(SOCKETS);
    try (var database = lab.database();
        var loops = new LoadLoops(2)) {
      new Seed(database)
          .accounts(SOCKETS)
          .conversations(0, SOCKETS / MEMBERS, MEMBERS, "c * %d + m".formatted(MEMBERS))
          .messages(SOCKETS / MEMBERS, MESSAGES, "c * %d".formatted(MEMBERS))
          .done();
      NodeHandle survivor = lab.node(database, Map.of());
      NodeHandle dying = lab.node(database, Map.of());
      var first = new String[SOCKETS];
      for (int account = 0; account < SOCKETS; account++) {
        first[account] = Clients.authenticate(lab.token(Ids.account(account)));
      }
      var reconnects = new Reconnects(loops, survivor, first);
      for (int socket = 0; socket < SOCKETS; socket += 1_000) {
        int from = socket;
        Clients.open(loops, 1_000, each -> dying.port(), each -> first[from + each], reconnects);
      }
      LockSupport.parkNanos(2_000_000_000L);
      long transactions = database.number(TRANSACTIONS);
      long statements = survivor.statements();
      double cpu = survivor.cpuSeconds();
      reconnects.begin();
      dying.child().kill9();
      boolean all = reconnects.ready.await(Math.max(LIMIT_SECONDS, seconds), TimeUnit.SECONDS);
      cpu = survivor.cpuSeconds() - cpu;
      statements = survivor.statements() - statements;
      reconnects.stop();
      if (!all) {
        throw new BenchFailure(
            Reason.CUT_SHORT,
            "%,d of %,d sockets were not ready again after %d s."
                    .formatted(
                        reconnects.ready.getCount(), SOCKETS, Math.max(LIMIT_SECONDS, seconds))
                + " Tried again because of: "
                + reconnects.errors
                + ".");
      }
      // PostgreSQL's backends tell what they did once a second.
      LockSupport.parkNanos(2_000_000_000L);
      transactions = database.number(TRANSACTIONS) - transactions;
      return List.of(
          Figure.of(
                  "all %,d ready again after".formatted(SOCKETS),
                  reconnects.times.getMaxValue() / 1e9,
                  "s")
              .bar("≤ 10 s")
              .latency(reconnects.times),
          Figure.of(
                  "  refused or closed, and tried again",
                  reconnects.errors.values().stream().mapToInt(each -> each).sum(),
                  "times " + reconnects.errors)
              .bar("none"),
          Figure.of("  PostgreSQL statements for each", statements / (double) SOCKETS, ""),
          Figure.of("  PostgreSQL transactions for each", transactions / (double) SOCKETS, ""),
          Figure.of("  CPU of the node for each", cpu / SOCKETS * 1000, "CPU-ms"));
    }
  }

  /** Each closed socket opens another at once, and resumes its conversation from half of it. */
  private static final class Reconnects implements LabSocket.Listener {
    private final LoadLoops loops;
    private final NodeHandle survivor;
    private final String[] first;
    private final AtomicInteger next = new AtomicInteger();
    private final Map<String, Integer> errors = new ConcurrentHashMap<>();
    private final CountDownLatch ready = new CountDownLatch(SOCKETS);
    private final Histogram times = new ConcurrentHistogram(1_000, 600_000_000_000L, 2);
    private volatile String since;
    private volatile long began;
    private volatile boolean going;

    private Reconnects(LoadLoops loops, NodeHandle survivor, String[] first) {
      this.loops = loops;
      this.survivor = survivor;
      this.first = first;
    }

    private void begin() {
      since = Instant.now().truncatedTo(ChronoUnit.MILLIS).plusMillis(1).toString();
      began = System.nanoTime();
      going = true;
    }

    private void stop() {
      going = false;
    }

    @Override
    public void answered(LabSocket socket, ByteBuf bytes, int from, int to) {
      // Nothing is asked.
    }

    @Override
    public void closed(LabSocket socket, int code) {
      if (going && next.get() < SOCKETS) {
        reconnect(next.getAndIncrement());
      }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // told through the latch
    private void reconnect(int account) {
      String words = first[account];
      String resume =
          words.substring(0, words.length() - 1)
              + ",\"since\":\"%s\",\"open\":[{\"stream\":\"%s\",\"after\":%d}]}"
                  .formatted(since, Ids.conversation(account / MEMBERS), MESSAGES / 2);
      Clients.open(loops, survivor.port(), resume, Clients.SILENT)
          .whenComplete(
              (socket, failed) -> {
                if (failed == null) {
                  times.recordValue(System.nanoTime() - began);
                  ready.countDown();
                } else {
                  errors.merge(String.valueOf(failed.getMessage()), 1, Integer::sum);
                  if (going) {
                    loops.later(RETRY_MILLIS, () -> reconnect(account));
                  }
                }
              });
    }
  }
}
