package io.gumzo.nodes;

import io.gumzo.bus.Bus;
import io.gumzo.streams.Streams;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the frames of members, and confirms them. Asks for a sweep when a number is missing. A
 * frame is told on after its sender was found to be a member, and confirmed after that.
 */
final class Inbox {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
  private static final int BAD_FRAME = 400;
  private static final int NOT_A_MEMBER = 409;

  /** Frames of unknown senders that may wait while their senders are looked up. */
  private static final int MOST_STRANGERS = 100;

  /** Many frames fail together: one sweep does for all. */
  private static final long GATHER_HOLES_MILLIS = 20;

  private final Vertx vertx;
  private final Bus bus;
  private final NodeMetrics metrics;
  private final Members members;
  private final Map<UUID, Expected> expected = new HashMap<>();
  private MessageConsumer<Object> consumer;
  private int strangers;
  private boolean sweepDue;

  /** What the inbox must know of who is there. */
  interface Members {
    boolean has(UUID node);

    /** Reads again who is there. */
    Future<Void> refresh();
  }

  private record Expected(long link, long number) {}

  Inbox(Vertx vertx, Bus bus, NodeMetrics metrics, Members members) {
    this.vertx = vertx;
    this.bus = bus;
    this.metrics = metrics;
    this.members = members;
  }

  /** Answers when other nodes can find it. */
  Future<Void> open(String address) {
    consumer = vertx.eventBus().consumer(address, this::receive);
    Promise<Void> entered = Promise.promise();
    consumer.completionHandler(entered);
    return entered.future();
  }

  Future<Void> close() {
    return consumer == null ? Future.succeededFuture() : consumer.unregister();
  }

  void forgetUnless(Predicate<UUID> alive) {
    expected.keySet().removeIf(alive.negate());
  }

  private void receive(Message<Object> message) {
    try {
      // A body of another kind may fail to be read at all: objects are refused.
      Frame.require(message.body() instanceof Buffer, "not bytes");
      UUID sender = Frame.sender((Buffer) message.body());
      if (members.has(sender)) {
        take(message);
      } else {
        welcome(sender, message);
      }
    } catch (RuntimeException bad) {
      refuse(message, bad);
    }
  }

  /** Looks up a sender that is not known yet; nothing of its frame is told before. */
  private void welcome(UUID sender, Message<Object> message) {
    if (strangers == MOST_STRANGERS) {
      metrics.framesRefused.increment();
      message.fail(NOT_A_MEMBER, "too many strangers");
      return;
    }
    strangers++;
    members
        .refresh()
        .onComplete(
            refreshed -> {
              strangers--;
              if (members.has(sender)) {
                take(message);
              } else {
                metrics.framesRefused.increment();
                message.fail(NOT_A_MEMBER, "holds no lease");
              }
            });
  }

  /** A confirmation means that this node sends its events to the other one as well. */
  private void take(Message<Object> message) {
    try {
      Frame frame = Frame.decode((Buffer) message.body());
      metrics.framesReceived.increment();
      metrics.unknownNames.increment(frame.unknown());
      if (!frame.events().isEmpty()) {
        metrics.eventsReceived.increment(frame.events().size());
        bus.tell(Streams.ARRIVED, new Streams.Batch(frame.events()));
      }
      check(frame);
      message.reply(null);
    } catch (IllegalArgumentException bad) {
      refuse(message, bad);
    }
  }

  private void refuse(Message<Object> message, RuntimeException bad) {
    metrics.framesRefused.increment();
    LOG.warn("Refused a frame: {}", bad.getMessage());
    message.fail(BAD_FRAME, bad.getMessage());
  }

  private void check(Frame frame) {
    Expected known = expected.get(frame.sender());
    if (known != null && frame.link() < known.link()) {
      return;
    }
    long want = known == null || frame.link() > known.link() ? 1 : known.number();
    if (frame.number() < want) {
      return;
    }
    if (frame.number() > want) {
      metrics.holes.increment();
      askForSweep();
    }
    expected.put(
        frame.sender(),
        new Expected(frame.link(), frame.isBeat() ? frame.number() : frame.number() + 1));
  }

  private void askForSweep() {
    if (!sweepDue) {
      sweepDue = true;
      vertx.setTimer(
          GATHER_HOLES_MILLIS,
          fired -> {
            sweepDue = false;
            bus.tell(Streams.SWEEP, Streams.SweepReason.FRAME_MISSED);
          });
    }
  }
}
