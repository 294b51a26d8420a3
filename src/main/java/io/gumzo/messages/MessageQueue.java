package io.gumzo.messages;

import io.gumzo.bus.Interval;
import io.gumzo.messages.MessageAppender.Appended;
import io.gumzo.messages.MessageWriter.Waiting;
import io.gumzo.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Gathers what is posted while earlier batches are being written, so that one commit serves many.
 * What comes after a while is written at once; what comes soon after another batch waits a little.
 *
 * <p>A conversation is in one lane at a time, whose batches are written in order: its messages get
 * their positions in the order in which they were posted here, unless PostgreSQL refuses a batch or
 * breaks it off; and lanes never wait for each other's locks. For one event loop.
 */
final class MessageQueue {
  private static final int MOST_IN_BATCH = 500;

  /** In both lanes; one that has none under way may always begin, whatever holds up the other. */
  private static final int MOST_BATCHES = 3;

  /**
   * So many are worth a batch at any time, even behind another one of their lane. Fewer wait until
   * {@link #INTERVAL_MILLIS} after the last one began, if that is under way or was no small one:
   * what a batch costs by itself is that of some twenty messages.
   */
  private static final int MANY = 100;

  private static final long INTERVAL_MILLIS = 6;

  /** So few may be of people who each wait for an answer before they go on, and of nobody else. */
  private static final int SMALL = 4;

  private static final int MOST_WAITING = 20_000;

  /** Writes the batches of a lane; see {@link MessageWriter#write}. */
  interface Writer {
    Future<Void> write(List<Waiting> batch);
  }

  /** What waits in one conversation; there is one while something waits or is being written. */
  private static final class Line {
    private final UUID conversation;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    /** Null until something of it is written. */
    private Lane lane;

    private int batches;

    private Line(UUID conversation) {
      this.conversation = conversation;
    }
  }

  /** Conversations that are written one behind the other. */
  private static final class Lane {
    private final Writer writer;

    /** Those of its conversations in which something waits. */
    private final ArrayDeque<Line> lines = new ArrayDeque<>();

    /** In its lines. */
    private int waiting;

    private int batches;
    private long lastBegun;

    private Lane(Writer writer) {
      this.writer = writer;
    }

    /** Idle ones take turns. Of two that are at work, the one that began last is not held up. */
    private boolean isBefore(Lane other) {
      if (batches != other.batches) {
        return batches < other.batches;
      }
      return batches == 0 ? lastBegun < other.lastBegun : lastBegun > other.lastBegun;
    }
  }

  private record Batch(List<Line> lines, List<Waiting> messages) {}

  private final List<Lane> lanes;
  private final Interval sinceAny;
  private final Interval sinceLarger;
  private final Map<UUID, Line> lines = new HashMap<>();

  /** Those in which something waits, and which any lane may take. */
  private final ArrayDeque<Line> free = new ArrayDeque<>();

  /** In the free lines. */
  private int freeWaiting;

  private long begun;

  /**
   * @param writers one for each lane
   */
  MessageQueue(Vertx vertx, List<Writer> writers) {
    this.lanes = writers.stream().map(Lane::new).toList();
    this.sinceAny = new Interval(vertx, INTERVAL_MILLIS, this::writeNext);
    this.sinceLarger = new Interval(vertx, INTERVAL_MILLIS, this::writeNext);
  }

  /** How many messages wait to be written. */
  int depth() {
    return freeWaiting + lanes.stream().mapToInt(lane -> lane.waiting).sum();
  }

  /** Fails as the writer does, or with {@code UNAVAILABLE} when the queue is full. */
  Future<Appended> append(PostMessage post) {
    if (depth() >= MOST_WAITING) {
      return Future.failedFuture(Problem.unavailable("too many messages wait to be written"));
    }
    var one = new Waiting(post);
    Line line = lines.computeIfAbsent(post.conversation(), Line::new);
    if (line.waiting.isEmpty()) {
      (line.lane == null ? free : line.lane.lines).add(line);
    }
    if (line.lane == null) {
      freeWaiting++;
    } else {
      line.lane.waiting++;
    }
    line.waiting.add(one);
    writeNext();
    return one.answer().future();
  }

  private void writeNext() {
    for (Lane lane = nextLane(); lane != null; lane = nextLane()) {
      write(lane);
    }
  }

  /** The one with the least to do of those that may begin a batch, in turn; or null. */
  private Lane nextLane() {
    Lane next = null;
    for (Lane lane : lanes) {
      boolean hasWork = !free.isEmpty() || !lane.lines.isEmpty();
      if (hasWork && mayBegin(lane) && (next == null || lane.isBefore(next))) {
        next = lane;
      }
    }
    return next;
  }

  private boolean mayBegin(Lane lane) {
    if (freeWaiting + lane.waiting >= MANY) {
      return lane.batches == 0 || underWay() < MOST_BATCHES;
    }
    return lane.batches == 0 && (underWay() == 0 ? sinceLarger : sinceAny).isOver();
  }

  private int underWay() {
    return lanes.stream().mapToInt(lane -> lane.batches).sum();
  }

  private void write(Lane lane) {
    Batch batch = take(lane);
    lane.batches++;
    lane.lastBegun = ++begun;
    sinceAny.begin();
    if (batch.messages().size() > SMALL) {
      sinceLarger.begin();
    }
    lane.writer
        .write(batch.messages())
        .onComplete(
            written -> {
              lane.batches--;
              batch.lines().forEach(this::release);
              writeNext();
            });
  }

  private Batch take(Lane lane) {
    var batch = new Batch(new ArrayList<>(), new ArrayList<>());
    var clientIds = new HashSet<UUID>();
    var left = new ArrayList<Line>();
    while (batch.messages().size() < MOST_IN_BATCH && !(lane.lines.isEmpty() && free.isEmpty())) {
      Line line = poll(lane, batch.lines().size() % 2 == 0);
      if (line.lane == null) {
        line.lane = lane;
        freeWaiting -= line.waiting.size();
        lane.waiting += line.waiting.size();
      }
      line.batches++;
      batch.lines().add(line);
      take(line, clientIds, batch.messages());
      if (!line.waiting.isEmpty()) {
        left.add(line);
      }
    }
    lane.lines.addAll(left);
    lane.waiting -= batch.messages().size();
    return batch;
  }

  /** In turn, so that neither waits for the other to be empty. */
  private Line poll(Lane lane, boolean isFreeFirst) {
    return isFreeFirst && !free.isEmpty() || lane.lines.isEmpty() ? free.poll() : lane.lines.poll();
  }

  /** A repeated client id waits for the next batch, which finds the message that it was. */
  private static void take(Line line, Set<UUID> clientIds, List<Waiting> messages) {
    while (!line.waiting.isEmpty()
        && messages.size() < MOST_IN_BATCH
        && clientIds.add(line.waiting.peek().post().clientId())) {
      messages.add(line.waiting.poll());
    }
  }

  private void release(Line line) {
    line.batches--;
    if (line.batches == 0 && line.waiting.isEmpty()) {
      lines.remove(line.conversation);
    }
  }
}
