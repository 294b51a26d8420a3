package io.gumzo.bench;

import io.gumzo.bus.Bus;
import io.gumzo.bus.Topic;
import io.gumzo.messages.PostMessage;
import io.gumzo.streams.Audience;
import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Streams;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Publishes into the rooms of the lab from within a node, on one of the node's event loops. */
final class Publisher {
  private static final Topic<Pacer.Due> DUE = new Topic<>("lab-due", Pacer.Due.class);

  private final Bus bus;
  private final AtomicLong failures = new AtomicLong();
  private UUID[] rooms = {};
  private UUID[] senders = {};
  private FrameBytes[] frames = {};
  private boolean durable;

  Publisher(Bus bus) {
    this.bus = bus;
    bus.listen(DUE, this::publishAll);
  }

  /**
   * {@code rooms <ephemeral|durable> <first> <count> <members each> <bytes>}: the conversations
   * from number {@code first}, whose first members are every so-manieth account.
   */
  void rooms(String[] words) {
    durable = words[1].equals("durable");
    int first = Integer.parseInt(words[2]);
    int count = Integer.parseInt(words[3]);
    int members = Integer.parseInt(words[4]);
    rooms = new UUID[count];
    senders = new UUID[count];
    frames = new FrameBytes[count];
    for (int room = 0; room < count; room++) {
      rooms[room] = Ids.conversation(first + room);
      senders[room] = Ids.account((first + room) * members);
      frames[room] = FrameBytes.ephemeral(rooms[room], Integer.parseInt(words[5]));
    }
    Control.say("rooms", failures.get());
  }

  /** From the pacer's thread. */
  void publish(Pacer.Due due) {
    bus.tell(DUE, due);
  }

  private void publishAll(Pacer.Due due) {
    for (long number = due.from(); number < due.to(); number++) {
      publish((int) (number % rooms.length), due.due(number));
    }
  }

  private void publish(int room, long nanos) {
    if (durable) {
      bus.ask(
              PostMessage.COMMAND,
              new PostMessage(rooms[room], senders[room], UUID.randomUUID(), Posts.text(nanos)))
          .onFailure(failed -> failures.incrementAndGet());
    } else {
      bus.tell(
          Streams.COMMITTED,
          new Streams.Batch(
              List.of(
                  new StreamEvent(
                      rooms[room],
                      0,
                      "typing",
                      Instant.now(),
                      Audience.members(rooms[room], 1),
                      frames[room].json(nanos)))));
    }
  }
}
