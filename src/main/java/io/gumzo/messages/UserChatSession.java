package io.gumzo.messages;

import io.gumzo.bus.Bus;
import io.gumzo.config.SocketsConfig;
import io.gumzo.json.Texts;
import io.gumzo.messages.ReadMessages.Before;
import io.gumzo.messages.ReadMessages.Latest;
import io.gumzo.messages.ReadMessages.Page;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.sockets.CloseCode;
import io.gumzo.sockets.Delivered;
import io.gumzo.sockets.Intake;
import io.gumzo.sockets.Receiver;
import io.gumzo.sockets.Receivers;
import io.gumzo.streams.ReadEvents;
import io.gumzo.streams.StreamEvent;
import io.gumzo.tokens.Principal;
import io.gumzo.tokens.SignedOut;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One simple socket. It has no positions on the wire, so it keeps the client's rule on the client's
 * behalf: what comes next is sent, what was sent is dropped, and whatever else happens (a hole, a
 * client that does not read) is repaired by reading the stream on from where it stands.
 */
final class UserChatSession implements Receiver {
  private static final Logger LOG = LoggerFactory.getLogger(UserChatSession.class);
  private static final int FIRST = 100;
  private static final int PAGE = 100;
  private static final long RETRY_MILLIS = 1_000;

  private final Vertx vertx;
  private final ServerWebSocket socket;
  private final Bus bus;
  private final Receivers receivers;
  private final SocketsConfig config;
  private final Principal principal;
  private final UUID conversation;
  private final Context context;
  private final UserChatFrames frames;
  private long have = -1;
  private boolean catchingUp = true;
  private boolean behind;
  private boolean joined;
  private boolean closed;
  private final Intake intake;
  private long timer = -1;
  private long expiry = -1;
  private long lastHeard = System.currentTimeMillis();

  /** On the event loop that it is to run on. */
  UserChatSession(
      ServerWebSocket socket,
      Bus bus,
      Receivers receivers,
      SocketsConfig config,
      Principal principal,
      UUID conversation) {
    this.context = Vertx.currentContext();
    this.vertx = context.owner();
    this.socket = socket;
    this.bus = bus;
    this.receivers = receivers;
    this.config = config;
    this.principal = principal;
    this.conversation = conversation;
    this.frames = new UserChatFrames(bus, principal.account(), conversation);
    this.intake = new Intake(socket, config.inFlight(), () -> !socket.writeQueueFull());
    socket.pause();
    socket.closeHandler(gone -> release());
    socket.exceptionHandler(failure -> LOG.debug("A socket failed: {}", failure.toString()));
  }

  /** Delivery begins first; the last messages are read then, so that none falls between. */
  void open() {
    if (closed) {
      return;
    }
    joined = true;
    socket.textMessageHandler(this::onText);
    socket.binaryMessageHandler(message -> close(CloseCode.BINARY));
    socket.pongHandler(pong -> lastHeard = System.currentTimeMillis());
    socket.drainHandler(
        drained -> {
          catchUp();
          intake.adjust();
        });
    timer = vertx.setPeriodic(config.pingSeconds() * 1_000L, tick -> heartbeat());
    long left = principal.expiresAt().toEpochMilli() - System.currentTimeMillis();
    expiry = vertx.setTimer(Math.max(1, left), expired -> close(CloseCode.TOKEN_EXPIRED));
    socket.resume();
    receivers
        .join(this)
        .compose(delivering -> frames.begin())
        .compose(
            known ->
                bus.ask(
                    ReadMessages.COMMAND,
                    new ReadMessages(conversation, account(), new Latest(), FIRST)))
        .compose(latest -> withOlder(latest).onSuccess(page -> begin(page, latest.head())))
        .onSuccess(
            begun -> {
              catchingUp = false;
              catchUp();
            })
        .onFailure(this::refuse);
  }

  /** A page of long messages has fewer than were asked for. */
  private Future<Page> withOlder(Page page) {
    int missing = FIRST - page.items().size();
    if (!page.older() || missing <= 0) {
      return Future.succeededFuture(page);
    }
    var before = new Before(page.firstPosition());
    return bus.ask(ReadMessages.COMMAND, new ReadMessages(conversation, account(), before, missing))
        .compose(older -> withOlder(older.followedBy(page)));
  }

  private void begin(Page page, long head) {
    page.messages().forEach(message -> write(frames.message(message)));
    have = head;
  }

  void refuse(Throwable failure) {
    boolean stranger =
        failure instanceof Problem problem && problem.type() == ProblemType.NOT_A_MEMBER;
    close(stranger ? CloseCode.REVOKED : CloseCode.PAUSED);
  }

  @Override
  public UUID account() {
    return principal.account();
  }

  @Override
  public Context context() {
    return context;
  }

  @Override
  public void receive(Delivered delivered) {
    if (SignedOut.ends(delivered.events(), principal)) {
      close(CloseCode.REVOKED);
    } else if (delivered.stream().equals(conversation)) {
      delivered.events().forEach(this::receive);
    }
  }

  private void receive(StreamEvent event) {
    if (!catchingUp && event.position() == have + 1 && !socket.writeQueueFull()) {
      have++;
      frames.event(event).ifPresent(this::write);
    } else if (event.position() > have) {
      behind = true;
      catchUp();
    }
  }

  /** This protocol has no word for it: the client connects again when it is closed. */
  @Override
  public void drain(long afterMillis) {
    vertx.setTimer(Math.max(1, afterMillis), moved -> close(CloseCode.DRAINING));
  }

  @Override
  public void close(CloseCode code) {
    if (!closed) {
      release();
      socket.close(code.code(), code.reason());
    }
  }

  private void catchUp() {
    if (catchingUp || !behind || closed || socket.writeQueueFull()) {
      return;
    }
    behind = false;
    catchingUp = true;
    bus.ask(ReadEvents.COMMAND, new ReadEvents(account(), conversation, have, PAGE))
        .onSuccess(
            page -> {
              catchingUp = false;
              page.events().forEach(event -> frames.event(event).ifPresent(this::write));
              have += page.events().size();
              behind |= have < page.head();
              if (page.events().isEmpty() && behind) {
                tryAgain(Problem.unavailable("nothing up to the head"));
              } else {
                catchUp();
              }
            })
        .onFailure(this::tryAgain);
  }

  private void tryAgain(Throwable failure) {
    catchingUp = false;
    behind = true;
    if (failure instanceof Problem problem && problem.type() == ProblemType.NOT_A_MEMBER) {
      close(CloseCode.REVOKED);
    } else if (!closed) {
      vertx.setTimer(RETRY_MILLIS, later -> catchUp());
    }
  }

  private void onText(String text) {
    lastHeard = System.currentTimeMillis();
    if (!Texts.fits(text, config.maxFrameBytes())) {
      close(CloseCode.FRAME_TOO_LARGE);
      return;
    }
    Future<Void> posted;
    try {
      posted = frames.post(new JsonObject(text));
    } catch (DecodeException malformed) {
      posted = Future.failedFuture(Problem.of(ProblemType.MALFORMED_JSON));
    }
    intake.begin();
    posted.onFailure(failure -> write(frames.error(failure))).onComplete(done -> intake.end());
  }

  private void write(String text) {
    if (!closed) {
      socket.writeTextMessage(text);
    }
  }

  private void heartbeat() {
    if (System.currentTimeMillis() - lastHeard > config.idleSeconds() * 1_000L) {
      close(CloseCode.NO_HEARTBEAT);
    } else {
      socket.writePing(Buffer.buffer());
    }
  }

  private void release() {
    if (!closed) {
      closed = true;
      vertx.cancelTimer(timer);
      vertx.cancelTimer(expiry);
      if (joined) {
        receivers.leave(this);
      }
    }
  }
}
