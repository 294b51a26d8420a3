package io.gumzo.messages;

import io.gumzo.bus.Bus;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.sockets.Delivered;
import io.gumzo.streams.ReadEvents;
import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Streams.EventPage;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a simple socket shows of its conversation. There are no positions on the wire, so it keeps
 * the client's rule on the client's behalf: what comes next is sent, what was sent is dropped, and
 * whatever else happens (a hole, a client that does not read, a sender without a known name) is
 * repaired by reading the stream on from where it stands.
 */
final class UserChatFeed {
  private static final int PAGE = 100;
  private static final long RETRY_MILLIS = 1_000;
  private static final String PROFILE_CHANGED = "profile-changed";

  private final UserChatSession session;
  private final Bus bus;
  private final UserChatStart start;
  private final UserChatNames names;

  /** The last position that was sent. */
  private long have = -1;

  private boolean reading = true;
  private boolean behind;

  UserChatFeed(UserChatSession session, Bus bus, UserChatStart start) {
    this.session = session;
    this.bus = bus;
    this.start = start;
    this.names = new UserChatNames(bus);
  }

  /** Sends what the client has not; done when what comes live follows. */
  Future<Void> begin() {
    return start
        .read()
        .compose(
            begin ->
                names
                    .learn(
                        begin.messages().stream()
                            .map(Message::senderId)
                            .collect(Collectors.toSet()))
                    .onSuccess(known -> begin(begin)));
  }

  private void begin(UserChatStart.Begin begin) {
    if (begin.missed() > 0) {
      session.write(UserChatFrames.missed(begin.missed()));
    }
    begin.messages().forEach(message -> session.write(UserChatFrames.message(message, names)));
    have = begin.position();
    reading = false;
    behind |= begin.messages().isEmpty();
    catchUp();
  }

  void receive(Delivered delivered) {
    delivered.events().forEach(this::receive);
  }

  private void receive(StreamEvent event) {
    if (event.type().equals(PROFILE_CHANGED)) {
      names.forget(
          UUID.fromString(new JsonObject(event.json()).getJsonObject("data").getString("id")));
    } else if (event.stream().equals(start.conversation()) && !event.isEphemeral()) {
      if (event.position() == have + 1 && !reading && session.isWritable() && isKnown(event)) {
        send(event);
      } else if (event.position() > have) {
        behind = true;
        catchUp();
      }
    }
  }

  private boolean isKnown(StreamEvent event) {
    return !UserChatFrames.shows(event) || names.isKnown(UserChatFrames.sender(event));
  }

  private void send(StreamEvent event) {
    have++;
    if (UserChatFrames.shows(event)) {
      session.write(UserChatFrames.message(event, names));
    }
  }

  /** Reads on when there is more and the client takes it. */
  void catchUp() {
    if (reading || !behind || !session.isWritable()) {
      return;
    }
    behind = false;
    reading = true;
    bus.ask(ReadEvents.COMMAND, new ReadEvents(session.account(), start.conversation(), have, PAGE))
        .compose(page -> names.learn(senders(page.events())).map(page))
        .onSuccess(this::send)
        .onFailure(this::tryAgain);
  }

  private static Set<UUID> senders(List<StreamEvent> events) {
    return events.stream()
        .filter(UserChatFrames::shows)
        .map(UserChatFrames::sender)
        .collect(Collectors.toSet());
  }

  private void send(EventPage page) {
    reading = false;
    page.events().forEach(this::send);
    behind |= have < page.head();
    if (page.events().isEmpty() && behind) {
      tryAgain(Problem.unavailable("nothing up to the head"));
    } else {
      catchUp();
    }
  }

  private void tryAgain(Throwable failure) {
    reading = false;
    behind = true;
    if (failure instanceof Problem problem && problem.type() == ProblemType.NOT_A_MEMBER) {
      session.refuse(failure);
    } else {
      session.later(RETRY_MILLIS, this::catchUp);
    }
  }
}
